"""Whether the computer is online, as far as the system tells."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """Emits `online` when it changes; where the system doesn't tell, it is taken to be online."""

    online = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.is_online = True
        feature = QNetworkInformation.Feature.Reachability
        if not QNetworkInformation.loadBackendByFeatures(feature):
            return
        information = QNetworkInformation.instance()
        information.reachabilityChanged.connect(self._changed)
        self._changed(information.reachability())

    @Slot(QNetworkInformation.Reachability)
    def _changed(self, reachability: QNetworkInformation.Reachability) -> None:
        self.is_online = reachability not in (
            QNetworkInformation.Reachability.Disconnected,
            QNetworkInformation.Reachability.Local,
        )
        self.online.emit(self.is_online)
