"""What banks call their columns, in the languages of their customers.

Phrases are written in small letters, without accents and punctuation. The order within a role is
preference: where two columns fit, the earlier phrase is the better one.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    BOOKED = "booked"
    VALUE = "value"
    MADE = "made"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    DIRECTION = "direction"
    FEE = "fee"
    NET = "net"
    FOREIGN = "foreign"
    BALANCE = "balance"
    CURRENCY = "currency"
    OTHER_CURRENCY = "other_currency"
    OWN_ACCOUNT = "own_account"
    EITHER_ACCOUNT = "either_account"
    ACCOUNT = "account"
    BIC = "bic"
    NAME = "name"
    PAYER = "payer"
    PAYEE = "payee"
    PURPOSE = "purpose"
    KIND = "kind"
    REFERENCE = "reference"
    BANK_ID = "bank_id"
    STATUS = "status"
    OTHER = "other"


PHRASES: dict[Role, str] = {
    Role.BOOKED: """
        booking date|posting date|posted date|date posted|post date|completed date|date completed|
        date processed|processing date|process date|settlement date|accounting date|entry date|
        completed|posted|buchungstag|buchungsdatum|buchung|datum der buchung|gebucht am|
        date de comptabilisation|date comptable|date d operation comptable|date ecriture|
        fecha contable|fecha de contabilizacion|f contable|data contabile|data contabilizzazione|
        data registrazione|data de lancamento|data lancamento|data mov|data do movimento|
        data movimento|data movimentu|boekdatum|boekingsdatum|datum boeking|
        bokforingsdag|bokforingsdatum|bokfort dato|bokfort|bogforingsdato|bogfort|
        kirjauspaiva|maksupaiva|data ksiegowania|data operacji|data transakcji|
        data waluty i ksiegowania|datum zauctovani|datum zuctovani|zauctovano|datum uctovania|
        konyveles datuma|konyvelesi datum|konyveles napja|data inregistrarii|data contabilizarii|
        datum knjizenja|datum izvrsenja|datum obrade|kande kuupaev|gramatosanas datums|
        дата проводки|дата обработки|дата платежа|дата проведения|дата списания|
        記帳日|记账日期|入账日期|記帳日期|入帳日期|交易成功时间|完成时间|取引日|お取引日|
        islem tarihi|muhasebe tarihi|거래일자|거래일시|거래일|تاريخ القيد|תאריך|
        booked at|booked on|booked|date comptabilisation|settlement date utc|date completed utc|
        kirjauspaivamaara|bokforingsdato|boekingsdatum rekening|data ksiegowania operacji|
        posting time|cleared date
        """,
    Role.MADE: """
        transaction date|date of transaction|trans date|txn date|tran date|trade date|
        transaction time|started date|start date|created|created utc|created at|datetime|date time|
        date utc|timestamp|date|dates|operation date|datum|dato|date operation|date de l operation|
        date d operation|date op|date achat|date de transaction|fecha|fecha operacion|
        fecha de operacion|fecha de la operacion|f operacion|fecha movimiento|data|data operazione|
        data dell operazione|data da operacao|data transacao|data operacao|belegdatum|kaufdatum|
        umsatzdatum|transaktionsdatum|transactiedatum|transaktionsdato|transaktionsdag|
        transaktionsdatum|kjopsdato|kobsdato|inkopsdatum|datum transakce|datum provedeni|
        datum operace|datum transakcie|datum transakcije|paivays|pvm|paivamaara|paeva|kuupaev|
        datums|tranzakcio datuma|tranzakcio ideje|tranzakcio idopontja|datum tranzactie|
        data tranzactiei|data tranzactie|tarih|дата|дата операции|дата транзакции|дата и время|
        дата операціи|дата i час операцii|дата операцii|ημερομηνια|ημ νια συναλλαγης|
        交易日期|交易时间|交易创建时间|交易日|日期|時間|日付|年月日|ご利用日|利用日|
        取引年月日|交易日期时间|날짜|일자|이용일자|التاريخ|data zlozenia|tanggal|ngay|
        datum vreme|skapad|kopdatum|buchungszeit|datum uhrzeit|
        date started|date started utc|transaktionsdag|abschlussdatum|data transakcji operacji|
        txn posted date|transactiondate|trans dt|purchase date
        """,
    Role.VALUE: """
        value date|value dt|val date|valuta|valutadatum|valuta datum|wertstellung|
        wertstellungsdatum|wert|wertstellungstag|valutierung|date de valeur|date valeur|fecha valor|
        fecha de valor|f valor|data valuta|data valor|rente datum|valutadag|valutadato|rentedato|
        valorpaiva|arvopaiva|data waluty|datum valuty|datum valutacie|erteknap|erteknapja|
        data valutei|datum valute|valuuta kuupaev|vertibas datums|valor|valor tarihi|
        дата валютирования|起息日|ημερομηνια αξιας|interest date|
        date val|valeur|valuta date|rentedatum|wertstellung valuta|value dat|valutadag rente|
        data valuta operacji|interest date rente
        """,
    Role.AMOUNT: """
        实付金额|入账币种金额|入账金额|结算金额|amount|gross|gross amount|brutto|transaction amount|
        posted amount|billing amount|amount total|total amount|payment amount|booking amount|
        amount in account currency|account amount|value in account currency|montant|
        montant de l operation|montant operation|mt operation|betrag|umsatz|buchungsbetrag|
        umsatzbetrag|betrag kontowahrung|importe|importe operacion|importe de la operacion|
        cantidad|importo|importo operazione|importo in valuta conto|valor do movimento|valor|
        montante|quantia|bedrag|transactiebedrag|bedrag af bij|belopp|belob|belop|summa|maara|
        maara eur|kwota|kwota operacji|kwota transakcji|kwota w walucie rachunku|castka|
        zauctovana castka|castka v mene uctu|objem|suma|ciastka|osszeg|tranzakcio osszege|
        konyvelt osszeg|forgalom|suma tranzactie|suma tranzactiei|iznos|znesek|tutar|islem tutari|
        сумма|сумма операции|сумма в валюте счета|сумма платежа|сума|сума в валюті рахунку|
        сума операціи|ποσο|交易金额|金额|金額|発生金額|ご利用金額|利用金額|取引金額|
        金额元|거래금액|금액|이용금액|المبلغ|סכום|jumlah|so tien|sum|value|transaction value|
        mutatiebedrag|total|nominal|
        credit debit amount|debit credit amount|mutatie|入出金|入出金円|transaction amt|amt|
        umsatz in eur|betrag in eur|saldo movimento|bedrag eur|total charged|debit or credit amount|
        importo euro|importe eur|montant euros|сума в валюті картки|сумма в валюте карты
        """,
    Role.NET: "net|net amount|netto|nettobetrag|montant net|neto|netbedrag|importo netto",
    Role.FEE: """
        fee|fees|amount fee|fee amount|transaction fee|charges|gebuhr|gebuhren|entgelt|frais|
        commission|comision|comisiones|commissioni|commissione|taxa|provisie|kosten|avgift|gebyr|
        poplatek|oplata|prowizja|dij|koltseg|comision bancar|комиссия|комісія|手续费|手数料|
        masraf|provize|kulut|ucret
        """,
    Role.DEBIT: """
        debit|debits|debit amount|dr|debit amt|amount debit|paid out|money out|moneyout|
        withdrawal|withdrawals|withdrawal amount|withdrawal amt|outflow|out|outgoing|spent|
        payments|amount out|paid out amount|lastschrift|soll|belastung|belastungen|ausgang|
        ausgabe|ausgaben|belastung in chf|debet|debito|debiti|debits eur|debit eur|depenses|
        sortie|sorties|retrait|retraits|cargo|cargos|debe|adeudo|gasto|gastos|retiros|addebiti|
        addebito|dare|uscite|uscita|saida|saidas|af|bij af|uit|uitgaven|ut|uttag|ut fra konto|
        ut av konto|ud|udbetaling|otto|panot pois|veloitus|obciazenia|obciazenie|wydatki|
        wyplaty|winien|vydaj|vydaje|odeslano|na vrub|terheles|terhelesek|kiadas|debitare|plati|
        duguje|isplata|isplate|zaduzenje|breme|odliv|deebet|borc|gider|cekilen|расход|списание|
        дебет|витрати|видаток|χρεωση|αναληψη|支出|支出金额|借方|借方金额|借方发生额|引き出し額|
        出金額|お引出し|お支払金額|出金|支払金額|支払い金額|출금|출금액|출금금액|찾으신금액|
        مدين|חובה|debet amount|uang keluar|ghi no|withdraw|saldo debet|debitos|zu lasten|
        debit euros|lastschrift in|belastung chf|charge|withdrawal amount inr|debit eur|spend
        """,
    Role.CREDIT: """
        credit|credits|credit amount|cr|credit amt|amount credit|paid in|money in|moneyin|deposit|
        deposits|deposit amount|deposit amt|inflow|in|incoming|received|receipts|amount in|
        paid in amount|gutschrift|haben|gutschriften|eingang|einnahme|einnahmen|kredit|credito|
        crediti|credit eur|recettes|entree|entrees|versement|abono|abonos|haber|ingreso|ingresos|
        depositos|accrediti|accredito|avere|entrate|entrata|entrada|entradas|creditos|bij|
        inkomsten|insattning|inn|inn pa konto|inn til konto|ind|indbetaling|pano|panot|hyvitys|
        uznania|uznanie|wplywy|wplaty|ma|prijem|prijmy|prijato|ve prospech|jovairas|jovairasok|
        bevetel|creditare|incasari|potrazuje|uplata|uplate|odobrenje|dobro|priliv|kreedit|alacak|
        gelir|yatirilan|приход|поступление|зачисление|кредит|надходження|πιστωση|καταθεση|
        收入|收入金额|存入|存入金额|贷方|贷方金额|贷方发生额|預け入れ額|入金額|お預入れ|入金|
        預入金額|お預り金額|입금|입금액|입금금액|맡기신금액|دائن|זכות|uang masuk|ghi co|
        zu gunsten|
        credit euros|gutschrift in|gutschrift chf|payment received|deposit amount inr|credit eur
        """,
    Role.DIRECTION: """
        debit credit|credit debit|debitcredit|creditdebit|creditdebet|credit debet|debet credit|
        dc|d c|cd|c d|dr cr|cr dr|drcr|crdr|debit or credit|cdt dbt|credit debit indicator|
        debit credit indicator|direction|sign|af bij|bij af|soll haben|s h|sh|haben soll|
        s h kennzeichen|sollhaben|umsatzart s h|vorzeichen|bevetel kiadas|sens|signo|segno|
        dare avere|cargo abono|debito credito|deebet kreedit|deebet kreedit d c|d k|dk|
        debetas kreditas|收支|收支类型|借贷|借贷标志|借贷方向|收付标志|in out|money in out|
        tipo movimento|smer|kreditdebet|plus minus|
        auswirkung auf guthaben|balance impact|debit credit d c|debit credit flag|
        transaction direction|dt ct|kontierung|indicator
        """,
    Role.FOREIGN: """
        original amount|amount original|foreign amount|amount in foreign currency|
        amount currency|transaction currency amount|originalbetrag|betrag fremdwahrung|
        fremdwahrungsbetrag|betrag in fremdwahrung|betrag originalwahrung|ursprungsbetrag|
        lastschrift ursprungsbetrag|auslagenersatz rucklastschrift|
        auslagenersatz ruecklastschrift|montant d origine|montant en devise|montant devise|
        importe original|importe divisa|importo originale|importo in valuta|puvodni castka|
        puvodni castka a mena|kwota oryginalna|kwota w walucie|originalbelopp|transfer amount|
        amount refunded|converted amount|converted amount refunded|local amount|lokaler betrag|
        订单金额|交易币种金额|外币金额|kwota w walucie transakcji|sales tax|tax|tax amount|
        insurance amount|shipping and handling amount|discount|tip|exchange rate|kurs|
        splittbuchung original betrag|gst|vat|umrechnungskurs|wechselkurs|amount tip|amount tax|
        orig amount|local amount|betrag detail|einzelbetrag|montant francs|source amount|
        target amount|amount incl vat|amount excl vat|exchange to amount|fremde gebuhren
        """,
    Role.BALANCE: """
        balance|running balance|account balance|current balance|balance after|available balance|
        ledger balance|closing balance|ending balance|beginning balance|opening balance|
        saldo nach buchung|saldo|kontostand|neuer saldo|solde|solde apres operation|
        saldo contable|saldo disponible|saldo contabile|saldo disponibile|saldo na boeking|
        saldo na mutatie|saldo po operacji|saldo po transakcji|saldo konta|zustatek|zostatok|
        zustatek po zauctovani|egyenleg|konyvelt egyenleg|sold|sold final|stanje|jaak|atlikums|
        likutis|bakiye|остаток|баланс|залишок|залишок після операції|υπολοιπο|余额|本次余额|
        联机余额|账户余额|可用余额|帳戶餘額|餘額|结余|口座残高|残高|差引残高|お預り残高|잔액|
        거래후잔액|الرصيد|יתרה|saldo akhir|boeksaldo|valutair saldo|saldo efter|balance amount|
        bokfort saldo|guthaben|accountbalance|取引後残高|saldo na trn|running bal|saldo contabil|
        saldo contabilistico|kontosaldo|saldo in|account running balance|solde comptable|
        sold contabil|
        balans|balance inr|closing balance inr
        """,
    Role.CURRENCY: """
        currency|account currency|ccy|curr|cur|currency code|booking currency|billing currency|
        wahrung|waehrung|buchungswahrung|kontowahrung|devise|monnaie|monn|divisa|moneda|
        moneta|moeda|valuta conto|valutacode|munt|muntsoort|valuta kod|valutakod|valutakode|
        valuutta|waluta|waluta rachunku|mena|mena uctu|devizanem|tranzakcio devizaneme|valuta|
        deviza|valuuta|doviz|doviz cinsi|валюта|валюта счета|валюта рахунку|νομισμα|
        币种|币别|货币|交易币种|幣別|通貨|통화|العملة|מטבע|mata uang|gross currency|
        munteenheid|whg|payment currency|wahrung konto|gebuchte wahrung|valuta belob|currency type
        """,
    Role.OTHER_CURRENCY: """
        original currency|originalwahrung|fremdwahrung|foreign currency|converted currency|
        transaction currency|transfer amount currency|devise d origine|moneda original|
        divisa original|puvodni mena|waluta transakcji|originalvaluta|currency original|
        source currency|target currency|валюта операции|amount currency code|
        orig currency|local currency|exchange from|exchange to|валюта платежа фактическая|
        fee currency
        """,
    Role.OWN_ACCOUNT: """
        auftragskonto|iban auftragskonto|iban kontoinhaber|iban auftraggeberkonto|
        auftraggeberkonto|own account|client account|iban of account of initiator|
        account of initiator|source account|account name|eigenes konto|iban eigenes konto|
        eigene iban|own iban|eigen rekening|cislo vlastniho uctu|vlastni ucet|мой счет|借记卡号|
        bezeichnung auftragskonto|card number|card no|first bank card|umsatz getatigt von|카드번호|
        account label|customer account no
        """,
    # Said of the business's own account by one bank and of the other side's by the next.
    Role.EITHER_ACCOUNT: """
        from account number|rekeningnummer|rekening|iban rekening|iban bban|
        numero de compte|numero compte|compte|produit|numero de cuenta|
        cuenta|conto|numero conto|conta|konto|kontonummer auftraggeber|
        cislo uctu|szamlaszam|numar cont|cont|broj racuna|racun|номер счета|hesap|
        hesap no|account|account number|account no|acct|iban|kontonummer|账号|
        account num|konto nr|kontonr|rekening nummer
        """,
    Role.ACCOUNT: """
        iban zahlungsbeteiligter|kontonummer iban|partner iban|counterparty iban|
        counterparty account|counter account|contra account|beneficiary account|payee account|
        account of payer|account of payee|sender account|payer account|iban of counterparty|
        other account|gegenkonto|iban gegenkonto|konto gegenpartei|empfanger iban|
        empfanger iban kto nr|auftraggeber iban kto nr|auftraggeber iban|zahlungsbeteiligter iban|
        kontonummer zahlungsbeteiligter|tegenrekening|tegenrekeningnummer|
        tegenrekening iban bban|rekening tegenpartij|iban tegenpartij|compte du tiers|
        iban contrepartie|numero de compte contrepartie|compte contrepartie|cuenta contrapartida|
        iban ordinante|iban beneficiario|iban controparte|conto controparte|cislo protiuctu|
        protiucet|cislo uctu protistrany|ucet protistrany|protiucet a kod banky|
        numer konta|numer rachunku|rachunek kontrahenta|numer rachunku kontrahenta|
        konto kontrahenta|partner szamlaszama|ellenoldali szamlaszam|
        ellenoldali szamla|cont partener|iban partener|bank account|motkonto|modkonto|vastatili|
        saaja konto|счет контрагента|счет получателя|对方账号|对方卡号账号|对方账户|对方卡号|
        对手账号|相手口座|to account|from account|
        rekening tegenpartij|sender receiver account|payee account number|iban kontonummer|
        counterparty account number|beneficiary account number|saajan tilinumero|
        compte beneficiaire|
        kontonummer gegenpartei
        """,
    Role.BIC: """
        bic|bic swift|bic swift code|swift|blz|bankleitzahl|bic auftragskonto|sort code|
        bankname auftragskonto|bic zahlungsbeteiligter|bic swift code zahlungsbeteiligter|
        bank code|auftraggeber bic blz|empfanger bic blz|kod banky|
        bank code of account of initiator|
        bankleitzahl auftraggeberkonto|bank|branch|网点名称|对方开户行
        """,
    Role.NAME: """
        name zahlungsbeteiligter|beguenstigter zahlungspflichtiger|
        begunstigter zahlungspflichtiger|auftraggeber empfanger|empfanger auftraggeber|
        empfanger absender|absender empfanger|partner name|counterparty|counterparty name|
        name of counterparty|payer payee|payee payer|beneficiary payer|payee|payer|
        beneficiary originator|beneficiary|merchant name|merchant|customer name|customer|name|
        contact name|partner|other party|other party name|third party|party|
        empfanger|auftraggeber|begunstigter|zahlungspartner|name des partners|gegenpartei|
        nom|nom de la contrepartie|contrepartie|tiers|
        beneficiaire|emetteur beneficiaire|contrapartida|beneficiario|
        ordenante beneficiario|ordinante beneficiario|controparte|ordinante|tegenpartij|
        naam tegenpartij|naam omschrijving|tegenrekeninghouder|naam|namn|navn|motpart|mottaker|
        mottagare|avsandare|saaja maksaja|saaja|nimi|kontrahent|nazwa kontrahenta|nadawca odbiorca|
        dane kontrahenta|nazev protiuctu|nazev protistrany|protistrana|
        nazov protistrany|partner neve|ellenoldali nev|kedvezmenyezett|nume partener|
        naziv partnera|primalac platilac|maksaja saaja|контрагент|получатель|
        наименование контрагента|
        交易对方|对方户名|对方账户名|对手信息|交易商户|お取引先|상대방|거래처|gonderen alici|
        partnername|sender receiver name|payee name|payer name|naam begunstigde|counter party|
        auftraggeber begunstigter|begunstigter auftraggeber|empfaenger|empfaenger 1|
        saaja tai maksaja|
        nadawca odbiorca operacji|remitter|ordering party|name of payer|beneficiary name
        """,
    Role.PAYER: "zahlungspflichtige r|zahlungspflichtiger|auftraggebername|debtor name|from|sender",
    Role.PAYEE: "zahlungsempfanger in|zahlungsempfanger|empfangername|creditor name|to|recipient",
    Role.PURPOSE: """
        verwendungszweck|purpose|payment reference|reference text|remittance information|
        unstructured remittance information|description|descriptions|transaction description|
        details|detail|particulars|narrative|narration|memo|message|note|notes|communication|
        remarks|text|booking text|buchungstext|buchungsdetails|zahlungsgrund|betreff|
        beschreibung|transaktionsbeschreibung|transaktionsbeschreibung zusatz|mitteilung|
        zahlungsreferenz|vwz|libelle|libelle operation|libelle de l operation|
        libelle simplifie|informations complementaires|motif|objet|description 1|description 2|
        description 3|concepto|concepto ampliado|descripcion|observaciones|causale|descrizione|
        descrizione operazioni|descrizione operazione|historico|descricao|
        descritivo|omschrijving|mededelingen|mededeling|beskrivning|meddelande|beskrivelse|tekst|
        melding|meddelelse|selitys|viesti|selgitus|opis|opis operacji|opis transakcji|tytul|
        tytulem|tytul operacji|zprava|zprava pro prijemce|poznamka|popis|
        popis transakce|informacia pre prijemcu|kozlemeny|
        reszletek|megjegyzes|descriere|detalii tranzactie|detalii|opis placanja|svrha|
        svrha placanja|namen|aciklama|описание|описание операции|назначение|назначение платежа|
        опис операції|призначення платежу|αιτιολογια|περιγραφη|摘要|交易摘要|备注|附言|商品说明|
        交易说明|客户摘要|订单标题|交易附言|内容|ご利用内容|お取り扱い内容|取引内容|적요|내용|
        거래내용|البيان|תיאור|keterangan|subject|label|item title|bank description|seller message|
        original description|extra|mokejimo paskirtis|maksajuma merkis|desc|title|store name|
        avisierungstext|forklaring|rubrik|入出金内容|vorgang|libelle complet operation|bericht|
        detail van de omzet|betreff zweck|descrizione completa|notes and tags|payee notes|
        transaction remarks|buchungs details|beschreibung1|beschreibung2|beschreibung3|zweck|
        szczegoly|payment details|transaction details|identificador
        """,
    Role.KIND: """
        type|transaction type|type of transaction|payment type|transaction code|
        umsatzart|transaktionstyp|umsatztyp|textschlussel|code|type operation|type d operation|
        tipo|tipo de movimiento|tipo operazione|mutatiesoort|type betaling|betaalwijze|typ|
        typ transakce|typ operacji|rodzaj operacji|tranzakcio tipusa|tip tranzactie|operation type|
        交易类型|交易名称|交易分类|category|kategorie|subcategory|class|row type
        """,
    Role.REFERENCE: """
        kundenreferenz end to end|kundenreferenz|end to end reference|end to end id|endtoendid|
        end to end ref|reference|ref|reference number|payment ref|customer reference|
        referenz|sammlerreferenz|mandatsreferenz|mandatsref|glaubiger id|glaeubiger id|
        referentie|kenmerk|betalingskenmerk|referencia|riferimento|reference operation|
        referenssi|viitenumero|viitenumber|viite|referens|ocr|kid|variabilni symbol|
        variabilny symbol|vs|ks|ss|numer referencyjny|poziv na broj|
        sklic|invoice number|invoice id|invoice|custom number|reference id|check number|check|
        cheque number|numero d operation|buchungsreferenz|machtigingsnummer|structured reference|
        structured communication|gestructureerde mededeling|communication structuree
        """,
    Role.BANK_ID: """
        transaction id|transactionid|transaction number|transaction reference|transfer reference|
        id|txid|fitid|reference number bank|bank reference|id transakce|id transakcie|
        n de transaction|no de transaction|numero de transaction|transaktions nr|transaktionsnummer|
        transaktionsnr|volgnummer|laufende nummer|archive id|arkivointitunnus|arhiiveerimistunnus|
        identyfikator transakcji|numer transakcji|megbizas azonosito|交易单号|交易订单号|
        订单号|流水号|日志号|日 志 号|document number|document no|operation number|receipt number|
        референс проводки|unique id|operation id|payment id|source id
        """,
    Role.STATUS: """
        status|state|transaction status|info|buchungsstatus|statut|etat|estado|stato|tila|stan|
        stav|allapot|stare|durum|статус|交易状态|状态|当前状态|cleared|pending|booking status
        """,
    Role.OTHER: """
        time|time zone|timezone|uhrzeit|hora|ora|heure|tijd|from email address|to email address|
        shipping address|address|address status|tags|交易时间点|交易渠道|渠道|记账时间|
        收付款方式|支付方式|
        counterparty status|item id|balance impact|statement period venmo fees|customer email|
        year to date venmo fees|quantity|seller|country|city|afstemt|disclaimer|username
        """,
}
