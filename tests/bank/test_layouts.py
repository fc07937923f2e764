"""Layouts of many countries, in small: which movements they hold. All data is made up."""
# ruff: noqa: E501  (a row of a bank is one line, however long)

from decimal import Decimal

import pytest

from invoicer.bank import detect

LAYOUTS = {
    "Polish, with marks before the headings": (
        "mBank S.A.;\n#Klient;\nANNA PRZYKŁAD;\n#Waluta;\nPLN;\n#Numer rachunku;\n"
        "12 1140 2004 0000 3002 0135 5387;\n\n"
        "#Data operacji;#Data księgowania;#Opis operacji;#Tytuł;#Nadawca/Odbiorca;#Numer konta;"
        "#Kwota;#Saldo po operacji;\n"
        '2026-11-23;2026-11-23;PRZELEW;"FAKTURA 2026/128";"KESSLER  SP Z O.O.";;1 190,00;2 190,00;\n'
        '2026-11-24;2026-11-24;ZAKUP;"PAPIER";"SKLEP";;-42,10;2 147,90;\n;;;;;;#Saldo końcowe;'
        "2 147,90 PLN;\n",
        "cp1250", ["1190.00", "-42.10"], "PLN",
    ),
    "Swedish, with a preamble": (
        "* Transaktioner Period 2026-11-01\nRadnummer,Kontonummer,Produkt,Valuta,Bokföringsdag,"
        "Transaktionsdag,Valutadag,Referens,Beskrivning,Belopp,Bokfört saldo\n"
        '1,1234567,"Företagskonto",SEK,2026-11-23,2026-11-23,2026-11-23,"Kessler","Faktura 128",'
        '1190.00,2190.00\n2,1234567,"Företagskonto",SEK,2026-11-23,2026-11-23,2026-11-23,"ICA",'
        '"Kortköp",-42.10,1000.00\n',
        "cp1252", ["1190.00", "-42.10"], "SEK",
    ),
    "Norwegian, two columns": (
        '"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"\n'
        '"23.11.2026";"Kessler faktura 128";"23.11.2026";"";"1190,00"\n'
        '"24.11.2026";"Tog";"24.11.2026";"42,10";""\n',
        "utf-8", ["1190.00", "-42.10"], "",
    ),
    "Finnish": (
        '"Kirjauspäivä";"Arvopäivä";"Määrä EUROA";"Laji";"Selitys";"Saaja/Maksaja";'
        '"Saajan tilinumero";"Viite";"Viesti";"Arkistointitunnus"\n'
        '2026-11-23;2026-11-23;+1190,00;506;"TILISIIRTO";"KESSLER OY";;"ref=00123";"lasku";"1"\n'
        '2026-11-24;2026-11-24;-42,10;162;"PKORTTI";"VR";;"";"";"2"\n',
        "cp1252", ["1190.00", "-42.10"], "",
    ),
    "Estonian, with a marker and signs": (
        "Customer account no,Document no,Date,Sender/receiver account,Sender/receiver name,"
        "Debit/Credit (D/C),Amount,Reference number,Archiving code,Description,Fee,Currency\n"
        "EE382200221020145685,1,2026-11-23,DE89370400440532013000,Kessler,C,1190.00,,A1,INV 128,"
        "0.00,EUR\nEE382200221020145685,2,2026-11-24,,Rong,D,-42.10,,A2,Pilet,0.00,EUR\n",
        "utf-8", ["1190.00", "-42.10"], "EUR",
    ),
    "Swiss, money columns named with the currency": (
        "Datum von:;2026-11-01\nKonto:;CH9300762011623852957\nWährung:;CHF\n\n"
        "Buchungsdatum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Valuta;Saldo in CHF\n"
        '2026-11-24;"EINKAUF PAPIER";;-42.10;2026-11-24;2147.90\n'
        '2026-11-23;"GUTSCHRIFT KESSLER";1190.00;;2026-11-23;2190.00\n\n'
        "Disclaimer:\nDer Dokumentinhalt ist ohne Gewähr.\n",
        "cp1252", ["-42.10", "1190.00"], "CHF",
    ),
    "Swiss, one column called credit/debit amount": (
        "IBAN;Booked At;Text;Credit/Debit Amount;Balance;Valuta Date\n"
        'CH9300762011623852957;2026-11-23 00:00:00.0;"Kessler";1190.00;2190.00;2026-11-23 00:00:00.0\n'
        'CH9300762011623852957;2026-11-24 00:00:00.0;"Zug";-42.10;2147.90;2026-11-24 00:00:00.0\n',
        "cp1252", ["1190.00", "-42.10"], "",
    ),
    "German, with open turnovers instead of a date": (
        ';\n"Umsätze Girokonto";"Zeitraum: 30 Tage";\n"Neuer Kontostand";"2.147,90 EUR";\n\n'
        '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";\n'
        '"offen";"--";"Karte";"Buchungstext: Hotel";"-99,00";\n'
        '"24.11.2026";"24.11.2026";"Lastschrift";"Auftraggeber: Bahn";"-42,10";\n'
        '"23.11.2026";"23.11.2026";"Übertrag";"Auftraggeber: Kessler";"1.190,00";\n\n'
        '"Alter Kontostand";"1.000,00 EUR";\n',
        "cp1252", ["-42.10", "1190.00"], "EUR",
    ),
    "German, amount beside debit and credit": (
        "Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN / Kontonummer;"
        "BIC;Fremde Gebühren;Betrag;Soll;Haben;Währung\n"
        "23.11.2026;23.11.2026;Gutschrift;Kessler;RE 128;DE89370400440532013000;COBADEFF;;"
        "1.190,00;;1.190,00;EUR\n24.11.2026;24.11.2026;Lastschrift;Bahn;Karte;DE0212030000000020205;"
        "BYLADEM1;;-42,10;-42,10;;EUR\nKontostand;30.11.2026;;;2.147,90;EUR\n",
        "utf-8", ["1190.00", "-42.10"], "EUR",
    ),
    "Dutch, signed with plus": (
        '"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn",'
        '"Tegenrekening IBAN/BBAN","Naam tegenpartij","Omschrijving-1"\n'
        '"NL44RABO0123456789","EUR","RABONL2U","1","2026-11-23","2026-11-23","+1190,00",'
        '"+2190,00","DE89370400440532013000","Kessler","factuur 128"\n'
        '"NL44RABO0123456789","EUR","RABONL2U","2","2026-11-24","2026-11-24","-42,10","+2147,90",'
        '"","NS","kaartje"\n',
        "cp1252", ["1190.00", "-42.10"], "EUR",
    ),
    "Belgian": (
        "Rekeningnummer;Naam van de rekening;Rekening tegenpartij;Omzetnummer;Boekingsdatum;"
        "Valutadatum;Bedrag;Munteenheid;Omschrijving;Detail van de omzet;Bericht\n"
        "BE68539007547034;ZAKELIJK;DE89 3704 0044 0532 0130 00;1;23/11/2026;23/11/2026;1.190,00;"
        "EUR;Overschrijving;Kessler;factuur 128\n"
        "BE68539007547034;ZAKELIJK;;2;24/11/2026;24/11/2026;-42,10;EUR;Trein;NMBS;\n",
        "utf-8", ["1190.00", "-42.10"], "EUR",
    ),
    "French, with two currencies of old": (
        "Numéro Compte   ;1234567X020\nType         ;CCP\nCompte tenu en  ;euros\n"
        "Date            ;30/11/2026\nSolde (EUROS)   ;2147,90\n\n"
        "Date;Libellé;Montant(EUROS);Montant(FRANCS)\n"
        "24/11/2026;ACHAT SNCF;-42,10;-276,16\n23/11/2026;VIREMENT DE KESSLER;1190,00;7805,89\n",
        "cp1252", ["-42.10", "1190.00"], "EUR",
    ),
    "French, in camel case": (
        "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;"
        "accountLabel;accountbalance\n"
        '2026-11-23;2026-11-23;"VIR KESSLER";"Virements";"Reçus";"kessler";"1 190,00";;00040;"PRO";2190.00\n'
        '2026-11-24;2026-11-24;"CARTE SNCF";"Train";"Dépenses";"sncf";-42,10;;00040;"PRO";2147.90\n',
        "utf-8", ["1190.00", "-42.10"], "",
    ),
    "Spanish, currency in the cells": (
        "Concepto;Fecha;Importe;Saldo\nTRANSFERENCIA KESSLER;23/11/2026;+1.190,00EUR;+2.190,00EUR\n"
        "RENFE;24/11/2026;-42,10EUR;+2.147,90EUR\n",
        "cp1252", ["1190.00", "-42.10"], "EUR",
    ),
    "Portuguese, with the amount called Valor": (
        "Extrato Conta Corrente\nConta ;12345678\n\nData Lançamento;Histórico;Descrição;Valor;Saldo\n"
        "23/11/2026;Pix recebido;KESSLER;1.190,00;2.190,00\n24/11/2026;Compra;METRO;-42,10;2.147,90\n",
        "utf-8", ["1190.00", "-42.10"], "",
    ),
    "Italian": (
        "Data Registrazione;Data valuta;Descrizione;Importo (EUR);\n"
        "23.11.2026;23.11.2026;BONIFICO KESSLER;1.190,00;\n24.11.2026;24.11.2026;TRENO;-42,10;\n",
        "utf-8", ["1190.00", "-42.10"], "EUR",
    ),
    "American, one cell more in the rows than in the headings": (
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        'CREDIT,11/23/2026,"ORIG CO NAME:KESSLER",1190.00,ACH_CREDIT,2190.00,,\n'
        'DEBIT,11/24/2026,"AMTRAK",-42.10,DEBIT_CARD,2147.90,,\n',
        "utf-8", ["1190.00", "-42.10"], "",
    ),
    "American, with a summary above": (
        'Description,,Summary Amt.\nBeginning balance as of 11/01/2026,,"1,000.00"\n'
        'Total credits,,"1,190.00"\nTotal debits,,"-42.10"\nEnding balance as of 11/30/2026,,'
        '"2,147.90"\n\nDate,Description,Amount,Running Bal.\n'
        '11/01/2026,Beginning balance as of 11/01/2026,,"1,000.00"\n'
        '11/23/2026,"KESSLER DES:PAYMENT","1,190.00","2,190.00"\n11/24/2026,"AMTRAK","-42.10","2,147.90"\n',
        "utf-8", ["1190.00", "-42.10"], "",
    ),
    "American card, payments as negative credits": (
        'Status,Date,Description,Debit,Credit\nCleared,11/24/2026,"AMTRAK",42.10,\n'
        'Cleared,11/23/2026,"PAYMENT",,-1190.00\n',
        "utf-8", ["-42.10", "1190.00"], "",
    ),
    "British, money in and out beside a signed amount": (
        "Transaction ID,Date,Time,Type,Name,Category,Amount,Currency,Local amount,Local currency,"
        "Notes and #tags,Description,Money Out,Money In\n"
        "tx1,23/11/2026,10:00:00,Faster payment,KESSLER,Income,1190.00,GBP,1190.00,GBP,,128,,1190.00\n"
        "tx2,24/11/2026,10:00:00,Card payment,LNER,Transport,-42.10,GBP,-42.10,GBP,,TRAIN,-42.10,\n",
        "utf-8", ["1190.00", "-42.10"], "GBP",
    ),
    "Borderless, with card columns": (
        '"ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance",'
        '"Exchange From","Payer Name","Payee Name","Payee Account Number",Merchant,'
        '"Card Last Four Digits"\n'
        "T1,25-11-2026,-10.00,EUR,Card,,2137.90,,,,,Shop,1234\n"
        "T2,24-11-2026,-42.10,EUR,Card,,2147.90,,,,,Rail,1234\n"
        "T3,23-11-2026,1190.00,EUR,Received money,128,2190.00,,Kessler,,,,\n",
        "utf-8", ["-10.00", "-42.10", "1190.00"], "EUR",
    ),
    "Indian, zeros in the other column": (
        "Date ,Narration ,Value Dat ,Debit Amount ,Credit Amount ,Chq/Ref Number ,Closing Balance\n"
        " 23/11/26 ,NEFT KESSLER , 23/11/26 ,       0.00 , 1190.00 , 001 , 2190.00\n"
        " 24/11/26 ,POS RAIL , 24/11/26 ,      42.10 , 0.00 , 002 , 2147.90\n",
        "utf-8", ["1190.00", "-42.10"], "",
    ),
    "Japanese, two columns": (
        "年月日,お引出し,お預入れ,お取り扱い内容,残高\n"
        '2026/11/23,,119000,"ケスラー",219000\n2026/11/24,4210,,"鉄道",214790\n',
        "cp932", ["119000", "-4210"], "",
    ),
    "Russian": (
        '"Дата операции";"Дата платежа";"Номер карты";"Статус";"Сумма платежа";"Валюта платежа";'
        '"Описание"\n"23.11.2026 10:00:00";"23.11.2026";"*1";"OK";"1190,00";"RUB";"Кесслер"\n'
        '"24.11.2026 10:00:00";"24.11.2026";"*1";"OK";"-42,10";"RUB";"РЖД"\n'
        '"24.11.2026 11:00:00";"24.11.2026";"*1";"FAILED";"-7,00";"RUB";"Кафе"\n',
        "cp1251", ["1190.00", "-42.10"], "RUB",
    ),
    "Turkish": (
        "Hesap No;123\n\nTarih;Açıklama;Tutar;Bakiye\n23.11.2026;KESSLER;1.190,00;2.190,00\n"
        "24.11.2026;TREN BİLETİ;-42,10;2.147,90\n",
        "cp1254", ["1190.00", "-42.10"], "",
    ),
    "Wallet with gross, fee and net": (
        '"Datum","Uhrzeit","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Guthaben"\n'
        '"23.11.2026","10:00:00","Kessler","Zahlung","Abgeschlossen","EUR","1.190,00","-30,00",'
        '"1.160,00","1.160,00"\n"24.11.2026","10:00:00","Bahn","Zahlung","Abgeschlossen","EUR",'
        '"-42,10","0,00","-42,10","1.117,90"\n',
        "utf-8", ["1190.00", "-42.10"], "EUR",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_without_a_question(name: str) -> None:
    content, encoding, wanted, currency = LAYOUTS[name]
    found = detect.read(content.encode(encoding))
    assert [question.text for one in found for question in one.questions] == []
    amounts = [line.amount.amount for one in found for line in one.lines if not line.pending]
    assert amounts == [Decimal(amount) for amount in wanted]
    days = {line.booked_on.day for one in found for line in one.lines}
    assert days <= {23, 24, 25, 26}
    assert {one.currency for one in found} == {currency}
    assert all(one.balance.adds_up in (True, None) for one in found)
