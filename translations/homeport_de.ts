<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en_US">
<context>
    <name>AccountText</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Wird erneuert</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Geparkt</translation>
    </message>
    <message>
        <source>Proxy down</source>
        <translation>Proxy gestört</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Needs sign-in</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation>API-Schlüssel %1</translation>
    </message>
    <message>
        <source>Each tool&apos;s own login</source>
        <translation>Die eigene Anmeldung jedes Werkzeugs</translation>
    </message>
    <message>
        <source>Service account %1</source>
        <translation>Dienstkonto %1</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed in: %1</source>
        <translation>Angemeldet: %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>A name has at most 100 characters.</source>
        <translation>Ein Name hat höchstens 100 Zeichen.</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ein Konto dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Paste the key here.</source>
        <translation>Fügen Sie den Schlüssel hier ein.</translation>
    </message>
    <message>
        <source>A key has no blanks or line breaks. Was more than the key copied?</source>
        <translation>Ein Schlüssel hat keine Leerzeichen oder Zeilenumbrüche. Wurde mehr als der Schlüssel kopiert?</translation>
    </message>
    <message>
        <source>This provider needs an address, such as https://llm.example.com.</source>
        <translation>Dieser Anbieter braucht eine Adresse, etwa https://llm.example.com.</translation>
    </message>
    <message>
        <source>That is not a complete address. It begins with https:// or http://.</source>
        <translation>Das ist keine vollständige Adresse. Sie beginnt mit https:// oder http://.</translation>
    </message>
    <message>
        <source>None: the provider asks for no key</source>
        <translation>Keine: der Anbieter verlangt keinen Schlüssel</translation>
    </message>
</context>
<context>
    <name>AdviceText</name>
    <message>
        <source>Blocked by its provider</source>
        <translation>Vom Anbieter gesperrt</translation>
    </message>
    <message>
        <source>The provider has switched this account off. Settle it with the provider; the account works again as soon as a test or a request is answered.</source>
        <translation>Der Anbieter hat dieses Konto abgeschaltet. Klären Sie das mit dem Anbieter; das Konto arbeitet wieder, sobald ein Test oder eine Anfrage beantwortet wird.</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>Neue Anmeldung nötig</translation>
    </message>
    <message>
        <source>The provider does not accept its credential any more. Sign in again: name and history stay.</source>
        <translation>Der Anbieter nimmt die Zugangsdaten nicht mehr an. Melden Sie sich neu an: Name und Verlauf bleiben.</translation>
    </message>
    <message>
        <source>The service account&apos;s key is not accepted</source>
        <translation>Der Schlüssel des Dienstkontos wird nicht angenommen</translation>
    </message>
    <message>
        <source>Make a new key for it in the provider&apos;s console and enter it here: name and history stay.</source>
        <translation>Erstellen Sie in der Konsole des Anbieters einen neuen Schlüssel und geben Sie ihn hier ein: Name und Verlauf bleiben.</translation>
    </message>
    <message>
        <source>The key is not accepted</source>
        <translation>Der Schlüssel wird nicht angenommen</translation>
    </message>
    <message>
        <source>Make a new key at the provider and enter it here: name and history stay.</source>
        <translation>Erstellen Sie beim Anbieter einen neuen Schlüssel und geben Sie ihn hier ein: Name und Verlauf bleiben.</translation>
    </message>
    <message>
        <source>Make a new key at the provider and add it as a new account, then remove this one.</source>
        <translation>Erstellen Sie beim Anbieter einen neuen Schlüssel, fügen Sie ihn als neues Konto hinzu und entfernen Sie dann dieses.</translation>
    </message>
    <message>
        <source>Its stored credential does not open</source>
        <translation>Die gespeicherten Zugangsdaten lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>What is stored for it was damaged or exchanged outside Homeport.</source>
        <translation>Was dafür gespeichert ist, wurde außerhalb von Homeport beschädigt oder ausgetauscht.</translation>
    </message>
    <message>
        <source>Name and history stay; nothing was deleted.</source>
        <translation>Name und Verlauf bleiben; nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>Its provider is unknown</source>
        <translation>Der Anbieter ist unbekannt</translation>
    </message>
    <message>
        <source>Put its provider file back and start Homeport again; nothing was deleted.</source>
        <translation>Legen Sie die Anbieterdatei zurück und starten Sie Homeport neu; es wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>Enter its key again.</source>
        <translation>Geben Sie seinen Schlüssel neu ein.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Parked until %1</source>
        <translation>Geparkt bis %1</translation>
    </message>
    <message>
        <source>The provider wants no requests before then. It comes back by itself; un-park it only to try sooner.</source>
        <translation>Vorher will der Anbieter keine Anfragen. Es kommt von selbst zurück; geben Sie es nur frei, um es früher zu versuchen.</translation>
    </message>
    <message>
        <source>The present token serves until %1.</source>
        <translation>Das jetzige Token gilt bis %1.</translation>
    </message>
    <message>
        <source>The token ran out at %1.</source>
        <translation>Das Token lief um %1 ab.</translation>
    </message>
    <message>
        <source>The next attempt is at %1.</source>
        <translation>Der nächste Versuch ist um %1.</translation>
    </message>
    <message>
        <source>Try it yourself.</source>
        <translation>Versuchen Sie es selbst.</translation>
    </message>
    <message>
        <source>The last refresh failed</source>
        <translation>Die letzte Erneuerung schlug fehl</translation>
    </message>
    <message>
        <source>A refresh was interrupted</source>
        <translation>Eine Erneuerung wurde unterbrochen</translation>
    </message>
    <message>
        <source>Homeport ended in the middle of it. The present token serves until %1; if the refresh fails then, sign in again.</source>
        <translation>Homeport wurde mittendrin beendet. Das jetzige Token gilt bis %1; wenn die Erneuerung dann scheitert, melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>Von Ihnen pausiert</translation>
    </message>
    <message>
        <source>No tool uses it until you resume it.</source>
        <translation>Kein Werkzeug benutzt es, bis Sie es fortsetzen.</translation>
    </message>
    <message>
        <source>Its proxy does not work</source>
        <translation>Sein Proxy funktioniert nicht</translation>
    </message>
    <message>
        <source>Nothing is sent, because traffic never goes round a proxy. Mend the proxy, then test the account.</source>
        <translation>Es wird nichts gesendet, denn der Verkehr geht nie an einem Proxy vorbei. Bringen Sie den Proxy in Ordnung, dann testen Sie das Konto.</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Wird erneuert</translation>
    </message>
    <message>
        <source>A new access token is on its way.</source>
        <translation>Ein neues Zugriffstoken ist unterwegs.</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Neu anmelden…</translation>
    </message>
    <message>
        <source>Enter new key…</source>
        <translation>Neuen Schlüssel eingeben…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Un-park now</source>
        <translation>Jetzt freigeben</translation>
    </message>
    <message>
        <source>Token valid until %1</source>
        <translation>Token gültig bis %1</translation>
    </message>
    <message>
        <source>Token ran out at %1</source>
        <translation>Token lief um %1 ab</translation>
    </message>
    <message>
        <source>%1, next refresh %2</source>
        <translation>%1, nächste Erneuerung %2</translation>
    </message>
    <message>
        <source>%1, next attempt %2</source>
        <translation>%1, nächster Versuch %2</translation>
    </message>
    <message>
        <source>No complaint</source>
        <translation>Keine Beanstandung</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Credential refused</source>
        <translation>Zugangsdaten abgelehnt</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <extracomment>%1: what the provider said, %2: since when</extracomment>
        <translation>%1, seit %2</translation>
    </message>
</context>
<context>
    <name>AlreadyRunning</name>
    <message>
        <source>The running Homeport has no window: quit it and start Homeport again, or use homeportctl.</source>
        <translation>Das laufende Homeport hat kein Fenster: Beenden Sie es und starten Sie Homeport neu, oder verwenden Sie homeportctl.</translation>
    </message>
    <message>
        <source>The running Homeport does not answer: wait until it has ended, then start Homeport again.</source>
        <translation>Das laufende Homeport antwortet nicht: Warten Sie, bis es beendet ist, und starten Sie Homeport dann neu.</translation>
    </message>
    <message>
        <source>Homeport is already running</source>
        <translation>Homeport läuft bereits</translation>
    </message>
</context>
<context>
    <name>AxisText</name>
    <message>
        <source>%1 T</source>
        <translation>%1 Bio</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 Mrd</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>%1 $</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>%1 is a link: %2 changes, the link stays.</source>
        <translation>%1 ist ein Link: %2 ändert sich, der Link bleibt.</translation>
    </message>
    <message>
        <source>%1 is new.</source>
        <translation>%1 ist neu.</translation>
    </message>
    <message>
        <source>%1 is removed: Homeport made it, and nothing else is in it.</source>
        <translation>%1 wird entfernt: Homeport hat sie angelegt, und sonst steht nichts darin.</translation>
    </message>
    <message>
        <source>The key goes into %1. Others could read that file; now only you can.</source>
        <translation>Der Schlüssel kommt in %1. Bisher konnten andere diese Datei lesen; jetzt nur noch Sie.</translation>
    </message>
    <message>
        <source>The key goes into %1, which only you can read.</source>
        <translation>Der Schlüssel kommt in %1, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>No file changes: nothing that Homeport wrote is left in them. %1 is no longer listed as set up.</source>
        <translation>Keine Datei ändert sich: Von dem, was Homeport geschrieben hat, ist nichts mehr darin. %1 gilt nicht länger als eingerichtet.</translation>
    </message>
    <message>
        <source>This gives %1 back what it had before Homeport. Nothing else changes.</source>
        <translation>%1 bekommt zurück, was vor Homeport da war. Sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>This points %1 at %2. Nothing else in its files changes.</source>
        <translation>%1 wird auf %2 gerichtet. Sonst ändert sich nichts in seinen Dateien.</translation>
    </message>
    <message>
        <source>No line changes. %1 only gets a new key.</source>
        <translation>Keine Zeile ändert sich. %1 bekommt nur einen neuen Schlüssel.</translation>
    </message>
    <message>
        <source>%1 is set up already: nothing changes.</source>
        <translation>%1 ist schon eingerichtet: nichts ändert sich.</translation>
    </message>
    <message>
        <source>What is there now is kept in %1, as %2.</source>
        <translation>Was jetzt dort steht, wird in %1 aufgehoben, als %2.</translation>
    </message>
    <message>
        <source>Its local key “%1” is revoked.</source>
        <translation>Sein lokaler Schlüssel „%1“ wird widerrufen.</translation>
    </message>
    <message>
        <source>A local key is made for it, named “%1”.</source>
        <translation>Ein lokaler Schlüssel namens „%1“ wird dafür erstellt.</translation>
    </message>
    <message>
        <source>It keeps its local key “%1”.</source>
        <translation>Es behält seinen lokalen Schlüssel „%1“.</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It is set again; “Restore” will bring their value back.</source>
        <translation>Jemand anderes hat %1 geändert. Es wird neu gesetzt; „Zurücksetzen“ bringt den geänderten Wert zurück.</translation>
    </message>
    <message>
        <source>Somebody else has changed %1, or what it has to fit with. It stays as it is.</source>
        <translation>Jemand anderes hat %1 geändert, oder etwas, wozu es passen muss. Es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>%1 gets the permissions back that it had before Homeport: others can read it again.</source>
        <translation>%1 bekommt die Zugriffsrechte zurück, die sie vor Homeport hatte: Andere können sie wieder lesen.</translation>
    </message>
</context>
<context>
    <name>ContentsText</name>
    <message>
        <source>%L1 KiB</source>
        <translation>%L1 KiB</translation>
    </message>
    <message>
        <source>No body</source>
        <translation>Kein Inhalt</translation>
    </message>
    <message>
        <source>Body: %1 of binary data, not shown</source>
        <translation>Inhalt: %1 Binärdaten, nicht angezeigt</translation>
    </message>
    <message>
        <source>Body: %1 of binary data (%2), not shown</source>
        <extracomment>%1: a size, %2: how it is packed, such as gzip</extracomment>
        <translation>Inhalt: %1 Binärdaten (%2), nicht angezeigt</translation>
    </message>
    <message>
        <source>Body: first %1 of %2</source>
        <translation>Inhalt: die ersten %1 von %2</translation>
    </message>
    <message>
        <source>Body: %1</source>
        <translation>Inhalt: %1</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>It was cancelled.</source>
        <translation>Es wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Something in it is not valid.</source>
        <translation>Etwas darin ist ungültig.</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It is taken already.</source>
        <translation>Es ist schon vergeben.</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>Es wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page first.</source>
        <translation>Der Tresor ist gesperrt. Entsperren Sie ihn zuerst auf der Seite „Übersicht“.</translation>
    </message>
    <message>
        <source>Too many requests for now. Try again in a moment.</source>
        <translation>Zurzeit zu viele Anfragen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The service is not available at the moment. Try again later.</source>
        <translation>Der Dienst ist im Moment nicht verfügbar. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>It took too long and was given up.</source>
        <translation>Es dauerte zu lange und wurde aufgegeben.</translation>
    </message>
    <message>
        <source>The network connection failed. Check that you are online.</source>
        <translation>Die Netzverbindung schlug fehl. Prüfen Sie, ob Sie online sind.</translation>
    </message>
    <message>
        <source>It could not be saved. Check that the disk has space and can be written to.</source>
        <translation>Es konnte nicht gespeichert werden. Prüfen Sie, ob die Platte Platz hat und beschreibbar ist.</translation>
    </message>
    <message>
        <source>The keychain of this computer could not be used.</source>
        <translation>Der Schlüsselbund dieses Rechners konnte nicht benutzt werden.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what failed; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>FirstRunText</name>
    <message>
        <source>How tools reach Homeport</source>
        <translation>So erreichen Werkzeuge Homeport</translation>
    </message>
    <message>
        <source>Your first account</source>
        <translation>Ihr erstes Konto</translation>
    </message>
    <message>
        <source>Protect the vault</source>
        <translation>Den Tresor schützen</translation>
    </message>
    <message>
        <source>Set up your tools</source>
        <translation>Ihre Werkzeuge einrichten</translation>
    </message>
    <message>
        <source>Set-up, step %1 of %2</source>
        <translation>Einrichtung, Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or give Homeport another port.</source>
        <translation>Dort lauscht schon ein anderes Programm. Beenden Sie es und versuchen Sie es erneut, oder geben Sie Homeport einen anderen Port.</translation>
    </message>
    <message>
        <source>Credentials stay on this computer, encrypted. Tools get a local key, which is worth nothing elsewhere.</source>
        <translation>Zugangsdaten bleiben verschlüsselt auf diesem Rechner. Werkzeuge bekommen einen lokalen Schlüssel, der anderswo nichts wert ist.</translation>
    </message>
    <message>
        <source>Other computers can&apos;t reach the address, and neither can web pages.</source>
        <translation>Andere Rechner erreichen die Adresse nicht, und Webseiten auch nicht.</translation>
    </message>
    <message>
        <source>Requests go straight to the provider, or through a proxy of yours. No server of ours is in between.</source>
        <translation>Anfragen gehen geradewegs zum Anbieter oder durch einen Proxy von Ihnen. Kein Server von uns ist dazwischen.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: an account, %2: its provider
----------
%1: &quot;Work · Anthropic&quot;, %2: &quot;Paused&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This is the demo: nothing is kept</source>
        <translation>Dies ist die Demo: nichts wird aufbewahrt</translation>
    </message>
    <message>
        <source>What you add here is gone when it ends, so there is nothing to protect.</source>
        <translation>Was Sie hier hinzufügen, ist mit ihrem Ende weg; es gibt also nichts zu schützen.</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in the keychain of this computer</source>
        <translation>Der Schlüssel des Tresors liegt im Schlüsselbund dieses Rechners</translation>
    </message>
    <message>
        <source>Credentials are encrypted under it. A copy of Homeport&apos;s files alone opens nothing.</source>
        <translation>Mit ihm sind die Zugangsdaten verschlüsselt. Eine Kopie von Homeports Dateien allein öffnet nichts.</translation>
    </message>
    <message>
        <source>The vault&apos;s key is made from your passphrase</source>
        <translation>Der Schlüssel des Tresors wird aus Ihrer Passphrase gebildet</translation>
    </message>
    <message>
        <source>Homeport asks for it at each start. Nobody can tell you what it was.</source>
        <translation>Homeport fragt bei jedem Start danach. Niemand kann Ihnen sagen, wie sie lautete.</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in a file of yours</source>
        <translation>Der Schlüssel des Tresors liegt in einer Datei von Ihnen</translation>
    </message>
    <message>
        <source>Only you can read it. Whoever copies it together with Homeport&apos;s files can open them.</source>
        <translation>Nur Sie können sie lesen. Wer sie zusammen mit Homeports Dateien kopiert, kann diese öffnen.</translation>
    </message>
    <message>
        <source>It must be told a model: choose one with “Configure…”.</source>
        <translation>Ihm muss ein Modell genannt werden: wählen Sie es mit „Einrichten…“.</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Geändert: %1</translation>
    </message>
    <message>
        <source>Changes %1</source>
        <translation>Ändert %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools are set up.</source>
        <translation>
            <numerusform>Ein Werkzeug ist eingerichtet.</numerusform>
            <numerusform>%Ln Werkzeuge sind eingerichtet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools were not set up: see above.</source>
        <translation>
            <numerusform>Ein Werkzeug wurde nicht eingerichtet: siehe oben.</numerusform>
            <numerusform>%Ln Werkzeuge wurden nicht eingerichtet: siehe oben.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>two sentences: &quot;2 tools are set up.&quot; and &quot;1 tool was not set up: see above.&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>Keine Antwort für %1</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>%1 wurde abgewiesen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>ein Modell</numerusform>
            <numerusform>%Ln Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport answers, but %1 asks elsewhere</source>
        <translation>Homeport antwortet, aber %1 fragt woanders</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>Es fragt bei %1, aber Homeport lauscht bei %2. Richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>Homeport answers %1, but has no model for it</source>
        <translation>Homeport antwortet %1, hat aber kein Modell dafür</translation>
    </message>
    <message>
        <source>None of your accounts serves what this tool speaks.</source>
        <translation>Keines Ihrer Konten bedient, was dieses Werkzeug spricht.</translation>
    </message>
    <message>
        <source>There is no account yet: go back to step 2 and add one.</source>
        <translation>Es gibt noch kein Konto: gehen Sie zu Schritt 2 zurück und fügen Sie eines hinzu.</translation>
    </message>
    <message>
        <source>%1 works with Homeport</source>
        <translation>%1 läuft mit Homeport</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: a date, %2: time</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: short name of a day, %2: time</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1B</source>
        <translation>%1 Mrd</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>&lt; $%1</source>
        <translation>&lt; %1 $</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>%1 $</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the parts of a list</extracomment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message>
        <source>%1 and %L2 more</source>
        <translation>%1 und %L2 weitere</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>limit: last 24 hours</source>
        <translation>Grenze: letzte 24 Stunden</translation>
    </message>
    <message>
        <source>%1 set aside</source>
        <translation>%1 zurückgelegt</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Zugleich</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>%L1 of %L2 waiting</source>
        <translation>%L1 von %L2 warten</translation>
    </message>
    <message>
        <source>a removed account</source>
        <translation>ein entferntes Konto</translation>
    </message>
    <message>
        <source>a removed group</source>
        <translation>eine entfernte Gruppe</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Limits unreadable</source>
        <translation>Grenzen unlesbar</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Expires in %1</source>
        <translation>Läuft in %1 ab</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Noch nicht benutzt</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Signed in %1</source>
        <translation>Angemeldet am %1</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>Erstellt am %1</translation>
    </message>
    <message>
        <source>first used %1</source>
        <translation>zuerst benutzt am %1</translation>
    </message>
    <message>
        <source>revoked %1</source>
        <translation>widerrufen am %1</translation>
    </message>
    <message>
        <source>expires %1</source>
        <translation>läuft ab am %1</translation>
    </message>
    <message numerus="yes">
        <source>expires %Ln days after its first use</source>
        <translation>
            <numerusform>läuft einen Tag nach der ersten Benutzung ab</numerusform>
            <numerusform>läuft %Ln Tage nach der ersten Benutzung ab</numerusform>
        </translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>accounts %1</source>
        <translation>Konten %1</translation>
    </message>
    <message>
        <source>models %1</source>
        <translation>Modelle %1</translation>
    </message>
    <message>
        <source>May use every account and model</source>
        <translation>Darf alle Konten und Modelle benutzen</translation>
    </message>
    <message>
        <source>May use only %1</source>
        <translation>Darf nur benutzen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests a minute</source>
        <translation>
            <numerusform>%Ln Anfrage je Minute</numerusform>
            <numerusform>%Ln Anfragen je Minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests an hour</source>
        <translation>
            <numerusform>%Ln Anfrage je Stunde</numerusform>
            <numerusform>%Ln Anfragen je Stunde</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens a minute</source>
        <translation>%1 Token je Minute</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>Höchstens %1</translation>
    </message>
    <message numerus="yes">
        <source>Contents are kept for %Ln days</source>
        <translation>
            <numerusform>Inhalte werden einen Tag aufbewahrt</numerusform>
            <numerusform>Inhalte werden %Ln Tage aufbewahrt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests are kept: %1 on disk, the oldest from %2.</source>
        <extracomment>%1: size of a file, %2: date and time</extracomment>
        <translation>
            <numerusform>Der Inhalt einer Anfrage ist aufgehoben: %1 auf der Platte, von %2.</numerusform>
            <numerusform>Der Inhalt von %Ln Anfragen ist aufgehoben: %1 auf der Platte, der älteste von %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing used today</source>
        <translation>Heute nichts verbraucht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Today: %1, %2 tokens, %3. In all: %4.</source>
        <extracomment>%1: requests, %2: tokens, %3 and %4: money</extracomment>
        <translation>Heute: %1, %2 Token, %3. Insgesamt: %4.</translation>
    </message>
    <message>
        <source>%L1 running, %L2 waiting</source>
        <translation>%L1 laufen, %L2 warten</translation>
    </message>
    <message>
        <source>%L1 running</source>
        <translation>%L1 laufen</translation>
    </message>
    <message>
        <source>Requests today</source>
        <translation>Anfragen heute</translation>
    </message>
    <message>
        <source>Tokens today</source>
        <translation>Token heute</translation>
    </message>
    <message>
        <source>Money today</source>
        <translation>Kosten heute</translation>
    </message>
    <message>
        <source>Money this week</source>
        <translation>Kosten diese Woche</translation>
    </message>
    <message>
        <source>Money this month</source>
        <translation>Kosten diesen Monat</translation>
    </message>
    <message>
        <source>Money in all</source>
        <translation>Kosten insgesamt</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>LimitsCards</name>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Of what tools send. What is beyond them gets one clear answer.</source>
        <translation>Für das, was Werkzeuge senden. Was darüber liegt, bekommt eine klare Antwort.</translation>
    </message>
    <message>
        <source>Connections at once</source>
        <translation>Verbindungen zugleich</translation>
    </message>
    <message>
        <source>Head of a request, KiB</source>
        <translation>Kopf einer Anfrage, KiB</translation>
    </message>
    <message>
        <source>Body of a request, MiB</source>
        <translation>Inhalt einer Anfrage, MiB</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>Zeitlimits</translation>
    </message>
    <message>
        <source>In seconds. They hold for requests that begin from then on.</source>
        <translation>In Sekunden. Sie gelten für Anfragen, die danach beginnen.</translation>
    </message>
    <message>
        <source>Head of a request</source>
        <translation>Kopf einer Anfrage</translation>
    </message>
    <message>
        <source>Pause within a body</source>
        <translation>Pause innerhalb des Inhalts</translation>
    </message>
    <message>
        <source>Connection without a request</source>
        <translation>Verbindung ohne Anfrage</translation>
    </message>
    <message>
        <source>Reaching a provider</source>
        <translation>Erreichen eines Anbieters</translation>
    </message>
    <message>
        <source>Until an answer begins</source>
        <translation>Bis eine Antwort beginnt</translation>
    </message>
    <message>
        <source>Pause within an answer</source>
        <translation>Pause innerhalb einer Antwort</translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message>
        <source>“%1” needs a new sign-in</source>
        <translation>„%1“ muss neu angemeldet werden</translation>
    </message>
    <message>
        <source>“%1” needs another key</source>
        <translation>„%1“ braucht einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>Until you sign in again, nothing goes through it.</source>
        <translation>Bis Sie sich neu anmelden, geht nichts darüber.</translation>
    </message>
    <message>
        <source>Its provider no longer takes the key. Until it has another one, nothing goes through it.</source>
        <translation>Der Anbieter nimmt den Schlüssel nicht mehr an. Bis es einen anderen hat, geht nichts darüber.</translation>
    </message>
    <message>
        <source>%1: %2 used, resets %3.</source>
        <extracomment>%1: name of a quota window such as &quot;5 hours&quot;, %2: a percentage, %3: a time, perhaps with the day</extracomment>
        <translation>%1: %2 verbraucht, wird zurückgesetzt: %3.</translation>
    </message>
    <message>
        <source>%1: %2 used.</source>
        <translation>%1: %2 verbraucht.</translation>
    </message>
    <message>
        <source>Quota of “%1” is nearly used</source>
        <translation>Das Kontingent von „%1“ ist fast verbraucht</translation>
    </message>
    <message>
        <source>Quota of “%1” is used up</source>
        <translation>Das Kontingent von „%1“ ist verbraucht</translation>
    </message>
    <message>
        <source>%1 of today&apos;s %2 are spent.</source>
        <translation>%1 der heutigen %2 sind ausgegeben.</translation>
    </message>
    <message>
        <source>%1 of this week&apos;s %2 are spent.</source>
        <translation>%1 der %2 dieser Woche sind ausgegeben.</translation>
    </message>
    <message>
        <source>%1 of this month&apos;s %2 are spent.</source>
        <translation>%1 der %2 dieses Monats sind ausgegeben.</translation>
    </message>
    <message>
        <source>%1 of its %2 are spent.</source>
        <translation>%1 seiner %2 sind ausgegeben.</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is nearly spent</source>
        <translation>Das Budget des Schlüssels „%1“ ist fast ausgegeben</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is spent</source>
        <translation>Das Budget des Schlüssels „%1“ ist ausgegeben</translation>
    </message>
    <message>
        <source>%1 Requests with it are refused.</source>
        <translation>%1 Anfragen damit werden abgelehnt.</translation>
    </message>
    <message>
        <source>The proxy “%1” is down</source>
        <translation>Der Proxy „%1“ ist gestört</translation>
    </message>
    <message>
        <source>Accounts that have no other way wait until it is back. Nothing goes direct.</source>
        <translation>Konten ohne anderen Weg warten, bis er wieder da ist. Nichts geht direkt.</translation>
    </message>
    <message>
        <source>and %L1 more</source>
        <translation>und %L1 weitere</translation>
    </message>
    <message>
        <source>Homeport: %L1 things to look at</source>
        <translation>Homeport: %L1 Dinge zum Ansehen</translation>
    </message>
</context>
<context>
    <name>OverviewText</name>
    <message>
        <source>Port %1 is taken</source>
        <translation>Port %1 ist belegt</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or start Homeport with --port and another number.</source>
        <translation>Dort lauscht schon ein anderes Programm. Schließen Sie es und versuchen Sie es noch einmal, oder starten Sie Homeport mit --port und einer anderen Nummer.</translation>
    </message>
    <message>
        <source>The relay could not start</source>
        <translation>Das Relay konnte nicht starten</translation>
    </message>
    <message>
        <source>Access to the keychain was declined. Try again and allow it.</source>
        <translation>Der Zugriff auf den Schlüsselbund wurde abgelehnt. Versuchen Sie es noch einmal und erlauben Sie ihn.</translation>
    </message>
    <message>
        <source>That passphrase does not fit. Nothing was changed.</source>
        <translation>Diese Passphrase passt nicht. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The keychain of this computer can&apos;t be used (%1). Unlock it and try again. On a computer without one, start Homeport with --vault passphrase.</source>
        <translation>Der Schlüsselbund dieses Rechners ist nicht benutzbar (%1). Entsperren Sie ihn und versuchen Sie es noch einmal. Auf einem Rechner ohne Schlüsselbund starten Sie Homeport mit --vault passphrase.</translation>
    </message>
    <message>
        <source>Enter the passphrase you chose for it.</source>
        <translation>Geben Sie die Passphrase ein, die Sie dafür gewählt haben.</translation>
    </message>
    <message>
        <source>Your accounts stay sealed until it is unlocked.</source>
        <translation>Ihre Konten bleiben versiegelt, bis er entsperrt ist.</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1, locked</source>
        <translation>Lauscht auf 127.0.0.1:%1, gesperrt</translation>
    </message>
    <message>
        <source>Requests are refused until the vault is unlocked.</source>
        <translation>Anfragen werden abgelehnt, bis der Tresor entsperrt ist.</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1</source>
        <translation>Lauscht auf 127.0.0.1:%1</translation>
    </message>
    <message>
        <source>Only programs on this computer can reach it, and only with a local key.</source>
        <translation>Nur Programme auf diesem Rechner erreichen es, und nur mit einem lokalen Schlüssel.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Finishing what still runs…</source>
        <translation>Beendet, was noch läuft…</translation>
    </message>
    <message>
        <source>New requests are refused.</source>
        <translation>Neue Anfragen werden abgelehnt.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Tools can&apos;t reach it.</source>
        <translation>Werkzeuge erreichen es nicht.</translation>
    </message>
    <message>
        <source>Unlocking the vault…</source>
        <translation>Der Tresor wird entsperrt…</translation>
    </message>
    <message>
        <source>Your system may ask for permission.</source>
        <translation>Ihr System fragt vielleicht um Erlaubnis.</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>Der Tresor ist gesperrt</translation>
    </message>
</context>
<context>
    <name>ProfileProblems</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more: see homeportctl status.</source>
        <translation>
            <numerusform>Eine weitere: siehe homeportctl status.</numerusform>
            <numerusform>%n weitere: siehe homeportctl status.</numerusform>
        </translation>
    </message>
    <message>
        <source>A provider file was left out</source>
        <translation>Eine Anbieterdatei wurde ausgelassen</translation>
    </message>
</context>
<context>
    <name>ProviderNotes</name>
    <message>
        <source>Anthropic reserves the sign-in with a Claude plan for its own applications, so Homeport ships without a client id for it. If Anthropic has given you one, enter it here. Otherwise use an API key, let Claude Code keep its own login (pass-through), or sign in through your company&apos;s gateway.</source>
        <translation>Anthropic behält die Anmeldung mit einem Claude-Abo den eigenen Anwendungen vor; deshalb bringt Homeport keine Client-ID dafür mit. Wenn Anthropic Ihnen eine gegeben hat, geben Sie sie hier ein. Sonst nehmen Sie einen API-Schlüssel, lassen Claude Code seine eigene Anmeldung behalten (Durchreichen) oder melden sich über das Gateway Ihrer Firma an.</translation>
    </message>
    <message>
        <source>Google signs in through an OAuth client of your own, which takes five minutes to make, once.</source>
        <translation>Google meldet über einen eigenen OAuth-Client an; ihn anzulegen dauert fünf Minuten, einmalig.</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose a project, or make one.</source>
        <translation>Öffnen Sie die Google-Cloud-Konsole und wählen Sie ein Projekt, oder legen Sie eines an.</translation>
    </message>
    <message>
        <source>Enable the Generative Language API for it (APIs &amp; Services, Library).</source>
        <translation>Aktivieren Sie dafür die Generative Language API (APIs &amp; Dienste, Bibliothek).</translation>
    </message>
    <message>
        <source>Set up the consent screen; while it is in testing, add your own address as a test user.</source>
        <translation>Richten Sie den Zustimmungsbildschirm ein; solange er im Test ist, tragen Sie Ihre eigene Adresse als Testnutzer ein.</translation>
    </message>
    <message>
        <source>Under Credentials create an OAuth client ID of the type &quot;Desktop app&quot;.</source>
        <translation>Legen Sie unter „Anmeldedaten“ eine OAuth-Client-ID vom Typ „Desktop-App“ an.</translation>
    </message>
    <message>
        <source>Download its client_secret_*.json and drop it here.</source>
        <translation>Laden Sie dessen Datei client_secret_*.json herunter und ziehen Sie sie hierher.</translation>
    </message>
    <message>
        <source>For Gemini Code Assist Standard or Enterprise. It serves tools of the Gemini API, with this account&apos;s project, and tools in Code Assist mode, such as Gemini CLI, whose requests name the project themselves. Without a project of yours Google&apos;s own is used where your licence has one. Google signs in through an OAuth client of your own.</source>
        <translation>Für Gemini Code Assist Standard oder Enterprise. Das Konto bedient Werkzeuge der Gemini API mit seinem Projekt, und Werkzeuge im Code-Assist-Modus wie Gemini CLI, deren Anfragen das Projekt selbst nennen. Ohne eigenes Projekt wird das von Google genommen, wo Ihre Lizenz eines hat. Google meldet über einen eigenen OAuth-Client an.</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose the project that has the licence.</source>
        <translation>Öffnen Sie die Google-Cloud-Konsole und wählen Sie das Projekt, das die Lizenz hat.</translation>
    </message>
    <message>
        <source>Enable the Gemini for Google Cloud API for it (APIs &amp; Services, Library).</source>
        <translation>Aktivieren Sie dafür die Gemini for Google Cloud API (APIs &amp; Dienste, Bibliothek).</translation>
    </message>
    <message>
        <source>Vertex AI takes a service account of your Google Cloud project. It needs the role Vertex AI User, and a key of the type JSON.</source>
        <translation>Vertex AI nimmt ein Dienstkonto Ihres Google-Cloud-Projekts. Es braucht die Rolle „Vertex AI User“ und einen Schlüssel vom Typ JSON.</translation>
    </message>
</context>
<context>
    <name>ProvidersCard</name>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Each is one JSON file. Files of your own in the folder “providers” beside settings.ini are read when Homeport starts: one of the same id takes a provider&apos;s place.</source>
        <translation>Jeder ist eine JSON-Datei. Eigene Dateien im Ordner „providers“ neben settings.ini werden beim Start von Homeport gelesen: Eine mit derselben Id tritt an die Stelle des Anbieters.</translation>
    </message>
    <message>
        <source>%1 is left out: %2</source>
        <translation>%1 wird ausgelassen: %2</translation>
    </message>
</context>
<context>
    <name>ProxyText</name>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Gestört</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Noch nicht benutzt</translation>
    </message>
    <message>
        <source>Default; no account goes through it yet</source>
        <translation>Standard; noch geht kein Konto hindurch</translation>
    </message>
    <message>
        <source>No account goes through it</source>
        <translation>Kein Konto benutzt ihn</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Default, for %1</source>
        <translation>Standard, für %1</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Für %1</translation>
    </message>
    <message>
        <source>%1 Tried again at %2.</source>
        <translation>%1 Nächster Versuch um %2.</translation>
    </message>
    <message>
        <source>Leaves from %1, answers in %2</source>
        <translation>Verlässt das Netz über %1, antwortet in %2</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>ohne TLS</translation>
    </message>
    <message>
        <source>Connected in %1, answers in %2, %3 to the echo service. Leaves from %4.</source>
        <translation>Verbunden in %1, antwortet in %2, %3 bis zum Echodienst. Verlässt das Netz über %4.</translation>
    </message>
</context>
<context>
    <name>QuotaText</name>
    <message>
        <source>Quota</source>
        <translation>Kontingent</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: length of a quota&apos;s window, %2: what it is of</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 verbraucht</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 verbraucht</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>reset %1 ago</source>
        <translation>zurückgesetzt vor %1</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>wird in %1 zurückgesetzt</translation>
    </message>
    <message>
        <source>At this pace used up any moment, %1 before the reset</source>
        <extracomment>%1: a length of time</extracomment>
        <translation>Bei diesem Tempo jeden Moment aufgebraucht, %1 vor dem Zurücksetzen</translation>
    </message>
    <message>
        <source>At this pace used up %1, %2 before the reset</source>
        <extracomment>%1: time, perhaps with the day; %2: a length of time</extracomment>
        <translation>Bei diesem Tempo %1 aufgebraucht, %2 vor dem Zurücksetzen</translation>
    </message>
    <message>
        <source>When it resets was not said</source>
        <translation>Wann es zurückgesetzt wird, wurde nicht gesagt</translation>
    </message>
    <message>
        <source>How much of the new window is used was not said yet</source>
        <translation>Wie viel vom neuen Zeitraum verbraucht ist, wurde noch nicht gesagt</translation>
    </message>
    <message>
        <source>Too long ago to tell the pace</source>
        <translation>Zu lange her, um das Tempo zu sagen</translation>
    </message>
    <message>
        <source>Too early to tell the pace: %1 of the window has passed</source>
        <translation>Zu früh, um das Tempo zu sagen: Vom Zeitraum sind %1 vergangen</translation>
    </message>
    <message>
        <source>Used up until %1</source>
        <translation>Verbraucht bis %1</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>At this pace it lasts until the reset</source>
        <translation>Bei diesem Tempo reicht es bis zum Zurücksetzen</translation>
    </message>
    <message>
        <source>The mark is where the clock is: %1 of the window has passed.</source>
        <translation>Die Marke zeigt, wie weit die Uhr ist: Vom Zeitraum sind %1 vergangen.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: age of a value, %2: the header field it is from</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>at this pace used up any moment</source>
        <translation>bei diesem Tempo jeden Moment aufgebraucht</translation>
    </message>
    <message>
        <source>at this pace used up %1</source>
        <translation>bei diesem Tempo %1 aufgebraucht</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Guthaben</translation>
    </message>
</context>
<context>
    <name>ReplaceText</name>
    <message>
        <source>Replace “%1”?</source>
        <translation>„%1“ ersetzen?</translation>
    </message>
    <message>
        <source>A file with this name is there already. What is in it will be lost.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon. Ihr Inhalt geht verloren.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>RequestText</name>
    <message>
        <source>Waiting for its turn: all places of its key are taken.</source>
        <translation>Wartet auf seinen Platz: Alle Plätze seines Schlüssels sind belegt.</translation>
    </message>
    <message>
        <source>Held until %1, when a parked account comes free.</source>
        <translation>Angehalten bis %1, wenn ein geparktes Konto frei wird.</translation>
    </message>
    <message>
        <source>Held until a parked account comes free.</source>
        <translation>Angehalten, bis ein geparktes Konto frei wird.</translation>
    </message>
    <message>
        <source>Waiting for the provider&apos;s first byte.</source>
        <translation>Wartet auf das erste Byte des Anbieters.</translation>
    </message>
    <message>
        <source>The answer is streaming.</source>
        <translation>Die Antwort wird übertragen.</translation>
    </message>
    <message>
        <source>Answered completely.</source>
        <translation>Vollständig beantwortet.</translation>
    </message>
    <message>
        <source>The provider answered with an error; the tool got it unchanged.</source>
        <translation>Der Anbieter hat mit einem Fehler geantwortet; das Werkzeug bekam ihn unverändert.</translation>
    </message>
    <message>
        <source>Refused by Homeport; the provider was not asked.</source>
        <translation>Von Homeport abgelehnt; der Anbieter wurde nicht gefragt.</translation>
    </message>
    <message>
        <source>The provider could not be reached.</source>
        <translation>Der Anbieter war nicht erreichbar.</translation>
    </message>
    <message>
        <source>The provider broke off in the middle of its answer.</source>
        <translation>Der Anbieter hat mitten in der Antwort abgebrochen.</translation>
    </message>
    <message>
        <source>The tool left before the answer was complete; the provider was told to stop.</source>
        <translation>Das Werkzeug ging, bevor die Antwort vollständig war; dem Anbieter wurde gesagt, dass er aufhören soll.</translation>
    </message>
    <message>
        <source>The provider stayed silent for too long.</source>
        <translation>Der Anbieter schwieg zu lange.</translation>
    </message>
    <message>
        <source>Ended because Homeport was stopping.</source>
        <translation>Beendet, weil Homeport anhielt.</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>held</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgerissen</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gegangen</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: what became of a request; %2: details, in English
----------
%1: day and month, %2: a time of day</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>a date&apos;s format, as of QLocale: day, short name of the month, year</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>%1 output</source>
        <translation>%1 Ausgabe</translation>
    </message>
    <message>
        <source>%1 input</source>
        <translation>%1 Eingabe</translation>
    </message>
    <message>
        <source>%1 output (%2 thinking)</source>
        <translation>%1 Ausgabe (%2 Denken)</translation>
    </message>
    <message>
        <source>%1 from the cache</source>
        <translation>%1 aus dem Cache</translation>
    </message>
    <message>
        <source>%1 to the cache for 5 min</source>
        <translation>%1 in den Cache für 5 min</translation>
    </message>
    <message>
        <source>%1 to the cache for 1 h</source>
        <translation>%1 in den Cache für 1 h</translation>
    </message>
    <message numerus="yes">
        <source>%Ln web searches</source>
        <translation>
            <numerusform>eine Websuche</numerusform>
            <numerusform>%Ln Websuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>; not counted to the end</source>
        <translation>; nicht bis zum Ende gezählt</translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>Could serve too; another one came first</source>
        <translation>Könnte auch bedienen; ein anderes kam zuerst</translation>
    </message>
    <message>
        <source>Speaks another protocol</source>
        <translation>Spricht ein anderes Protokoll</translation>
    </message>
    <message>
        <source>The key may not use it</source>
        <translation>Der Schlüssel darf es nicht benutzen</translation>
    </message>
    <message>
        <source>Does not serve this model</source>
        <translation>Bedient dieses Modell nicht</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>Von Ihnen pausiert</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>Neue Anmeldung nötig</translation>
    </message>
    <message>
        <source>Switched off by its provider</source>
        <translation>Von seinem Anbieter abgeschaltet</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Geparkt</translation>
    </message>
    <message>
        <source>Parked for models of this family</source>
        <translation>Geparkt für Modelle dieser Familie</translation>
    </message>
    <message>
        <source>Keeps its reserve</source>
        <translation>Hält seine Reserve</translation>
    </message>
    <message>
        <source>No way to its provider</source>
        <translation>Kein Weg zu seinem Anbieter</translation>
    </message>
    <message>
        <source>Has no credential</source>
        <translation>Hat keine Zugangsdaten</translation>
    </message>
    <message>
        <source>Was tried already for this request</source>
        <translation>Wurde für diese Anfrage schon versucht</translation>
    </message>
    <message>
        <source>Passes a tool&apos;s own login through; this request brings none</source>
        <translation>Reicht die eigene Anmeldung eines Werkzeugs durch; diese Anfrage bringt keine mit</translation>
    </message>
    <message>
        <source>Not asked: the request brings a login of its own</source>
        <translation>Nicht gefragt: Die Anfrage bringt eine eigene Anmeldung mit</translation>
    </message>
    <message>
        <source>Was parked until just now; another request is finding out</source>
        <translation>War bis eben geparkt; eine andere Anfrage findet es gerade heraus</translation>
    </message>
    <message>
        <source>Does not serve this kind of call</source>
        <translation>Bedient diese Art von Aufruf nicht</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>reset not known</source>
        <translation>Zurücksetzen nicht bekannt</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>wird in %1 zurückgesetzt</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>noch nicht benutzt</translation>
    </message>
    <message>
        <source>rested %1</source>
        <translation>ruhte %1</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>Wertung %1</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <extracomment>%1: why an account can&apos;t serve, %2: a moment</extracomment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>of its quota %1</source>
        <translation>von seinem Kontingent %1</translation>
    </message>
    <message>
        <source>Strategy: %1</source>
        <translation>Strategie: %1</translation>
    </message>
    <message>
        <source>By the rule of %1</source>
        <translation>Nach der Regel von %1</translation>
    </message>
    <message>
        <source>Its session stays on the account it began on</source>
        <translation>Seine Sitzung bleibt auf dem Konto, auf dem sie begann</translation>
    </message>
    <message>
        <source>The key is pinned to one account</source>
        <translation>Der Schlüssel ist an ein Konto gebunden</translation>
    </message>
    <message>
        <source>The only one that comes free soon; the request waited for it</source>
        <translation>Das einzige, das bald frei wird; die Anfrage hat darauf gewartet</translation>
    </message>
    <message>
        <source>No account could serve</source>
        <translation>Kein Konto konnte bedienen</translation>
    </message>
    <message>
        <source>It was asked of the model %1; an alias has %2 serve in its place.</source>
        <translation>Gefragt war das Modell %1; ein Alias lässt an seiner Stelle %2 antworten.</translation>
    </message>
    <message>
        <source>It waited %1 for a free place of its key.</source>
        <translation>Sie wartete %1 auf einen freien Platz ihres Schlüssels.</translation>
    </message>
    <message>
        <source>It was held for %1 until a parked account came free.</source>
        <translation>Sie wurde %1 angehalten, bis ein geparktes Konto frei wurde.</translation>
    </message>
    <message>
        <source>Its session %1 was on %2 before, which can&apos;t serve it now.</source>
        <translation>Ihre Sitzung %1 war vorher auf %2, das sie jetzt nicht bedienen kann.</translation>
    </message>
    <message>
        <source>It belongs to the session %1.</source>
        <translation>Sie gehört zur Sitzung %1.</translation>
    </message>
    <message>
        <source>An account got no token that serves: %1</source>
        <translation>Ein Konto bekam kein brauchbares Token: %1</translation>
    </message>
    <message>
        <source>No account served this request</source>
        <translation>Kein Konto hat diese Anfrage bedient</translation>
    </message>
    <message numerus="yes">
        <source>%1, after %Ln choices</source>
        <translation>
            <numerusform>%1, nach einer Entscheidung</numerusform>
            <numerusform>%1, nach %Ln Entscheidungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoutingText</name>
    <message>
        <source>By priority</source>
        <translation>Nach Priorität</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>Eins nach dem anderen</translation>
    </message>
    <message>
        <source>Least recently used</source>
        <translation>Am längsten unbenutzt</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>Nach Gewicht</translation>
    </message>
    <message>
        <source>Most headroom</source>
        <translation>Größter Spielraum</translation>
    </message>
    <message>
        <source>Soonest reset</source>
        <translation>Frühestes Zurücksetzen</translation>
    </message>
    <message>
        <source>The account with the lowest priority number serves; equal ones take turns.</source>
        <translation>Das Konto mit der niedrigsten Prioritätszahl bedient; gleiche wechseln sich ab.</translation>
    </message>
    <message>
        <source>In the order they were added: the next one serves only when the one before can&apos;t.</source>
        <translation>In der Reihenfolge, in der sie hinzugefügt wurden: Das nächste bedient nur, wenn das vorige nicht kann.</translation>
    </message>
    <message>
        <source>The account that has rested longest serves.</source>
        <translation>Das Konto, das am längsten geruht hat, bedient.</translation>
    </message>
    <message>
        <source>New sessions are shared in proportion to the accounts&apos; weights.</source>
        <translation>Neue Sitzungen werden im Verhältnis der Gewichte auf die Konten verteilt.</translation>
    </message>
    <message>
        <source>The account with the most quota left serves.</source>
        <translation>Das Konto mit dem meisten übrigen Kontingent bedient.</translation>
    </message>
    <message>
        <source>The account whose quota renews first serves: what is left of it would be lost.</source>
        <translation>Das Konto, dessen Kontingent sich zuerst erneuert, bedient: Was davon übrig ist, ginge verloren.</translation>
    </message>
    <message>
        <source>The whole account is parked until %1.</source>
        <translation>Das ganze Konto ist bis %1 geparkt.</translation>
    </message>
    <message>
        <source>Models of the family %1 are parked until %2.</source>
        <translation>Modelle der Familie %1 sind bis %2 geparkt.</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear the line</source>
        <translation>Zeile leeren</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>Shell, Anthropic clients</source>
        <translation>Shell, Clients für Anthropic</translation>
    </message>
    <message>
        <source>Shell, OpenAI clients</source>
        <translation>Shell, Clients für OpenAI</translation>
    </message>
    <message>
        <source>Shell, Google clients</source>
        <translation>Shell, Clients für Google</translation>
    </message>
    <message>
        <source>Shell, where HTTP_PROXY is set</source>
        <translation>Shell, in der HTTP_PROXY gesetzt ist</translation>
    </message>
    <message>
        <source>No key is in the file: Claude Code asks homeportctl for it, and keeps the answer for five minutes.</source>
        <translation>In der Datei steht kein Schlüssel: Claude Code fragt homeportctl danach und merkt sich die Antwort fünf Minuten lang.</translation>
    </message>
    <message>
        <source>No key is in the file: Codex asks homeportctl for it.</source>
        <translation>In der Datei steht kein Schlüssel: Codex fragt homeportctl danach.</translation>
    </message>
    <message>
        <source>A .env file in a project&apos;s folder goes before this one.</source>
        <translation>Eine .env-Datei im Ordner eines Projekts geht dieser vor.</translation>
    </message>
    <message>
        <source>opencode.json of a project goes before this file.</source>
        <translation>Die opencode.json eines Projekts geht dieser Datei vor.</translation>
    </message>
    <message>
        <source>--model names a model that one of your accounts serves; without it Qwen Code asks for its own.</source>
        <translation>--model nennt ein Modell, das eines Ihrer Konten bedient; ohne die Option fragt Qwen Code nach seinem eigenen.</translation>
    </message>
    <message>
        <source>VS Code 1.122 or newer. It wants each model by name: --model names one that an account of yours serves with OpenAI&apos;s protocol.</source>
        <translation>VS Code ab 1.122. Es will jedes Modell beim Namen: --model nennt eines, das eines Ihrer Konten über das Protokoll von OpenAI bedient.</translation>
    </message>
    <message>
        <source>Zed keeps keys in the system&apos;s keychain: open its agent settings and paste the key of &quot;homeportctl tools key zed&quot; for Anthropic and for OpenAI.</source>
        <translation>Zed bewahrt Schlüssel im Schlüsselbund des Systems auf: Öffnen Sie dort die Einstellungen des Agenten und fügen Sie für Anthropic und für OpenAI den Schlüssel aus „homeportctl tools key zed“ ein.</translation>
    </message>
    <message>
        <source>aider reads .env of your home folder, then that of the project, which goes before it. Other programs may read it too.</source>
        <translation>aider liest die .env in Ihrem persönlichen Ordner, dann die des Projekts, die ihr vorgeht. Auch andere Programme können sie lesen.</translation>
    </message>
    <message>
        <source>Models that speak OpenAI&apos;s protocol go through Homeport: aider --model openai/NAME.</source>
        <translation>Modelle mit dem Protokoll von OpenAI laufen über Homeport: aider --model openai/NAME.</translation>
    </message>
    <message>
        <source>Claude Code sends it instead of Homeport&apos;s key.</source>
        <translation>Claude Code sendet sie statt des Schlüssels von Homeport.</translation>
    </message>
    <message>
        <source>Claude Code then calls Amazon Bedrock.</source>
        <translation>Claude Code ruft dann Amazon Bedrock auf.</translation>
    </message>
    <message>
        <source>Claude Code then calls Vertex AI.</source>
        <translation>Claude Code ruft dann Vertex AI auf.</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s key.</source>
        <translation>Sie geht dem Schlüssel in der Datei vor.</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s address.</source>
        <translation>Sie geht der Adresse in der Datei vor.</translation>
    </message>
    <message>
        <source>Gemini CLI sends it instead of Homeport&apos;s key.</source>
        <translation>Gemini CLI sendet sie statt des Schlüssels von Homeport.</translation>
    </message>
    <message>
        <source>Gemini CLI then calls Vertex AI.</source>
        <translation>Gemini CLI ruft dann Vertex AI auf.</translation>
    </message>
    <message>
        <source>Gemini CLI then signs in to Code Assist.</source>
        <translation>Gemini CLI meldet sich dann bei Code Assist an.</translation>
    </message>
    <message>
        <source>opencode then reads another file as well, which goes before this one.</source>
        <translation>opencode liest dann noch eine weitere Datei, die dieser vorgeht.</translation>
    </message>
    <message>
        <source>Zed sends it instead of the key that you give it.</source>
        <translation>Zed sendet sie statt des Schlüssels, den Sie ihm geben.</translation>
    </message>
    <message>
        <source>What is meant for Homeport goes to that proxy: set NO_PROXY=127.0.0.1,localhost too.</source>
        <translation>Was für Homeport bestimmt ist, geht an diesen Proxy: Setzen Sie auch NO_PROXY=127.0.0.1,localhost.</translation>
    </message>
    <message>
        <source>%1 is a link that leads nowhere: remove it, or make the file it names.</source>
        <translation>%1 ist ein Link, der ins Leere führt: Entfernen Sie ihn, oder legen Sie die Datei an, auf die er zeigt.</translation>
    </message>
    <message>
        <source>%1 leads to %2, outside of %3: change that file by hand.</source>
        <translation>%1 führt zu %2, außerhalb von %3: Ändern Sie diese Datei von Hand.</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <translation>%1 gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>Everybody may write to %1: run chmod o-w on it first.</source>
        <translation>Jeder darf in %1 schreiben: Führen Sie vorher chmod o-w darauf aus.</translation>
    </message>
    <message>
        <source>%1 is no regular file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>%1 has other names (hard links), which would part from it.</source>
        <translation>%1 hat weitere Namen (harte Links), die sich von ihr lösen würden.</translation>
    </message>
    <message>
        <source>%1 is read-only: run chmod u+w on it if Homeport shall change it.</source>
        <translation>%1 ist schreibgeschützt: Führen Sie chmod u+w darauf aus, wenn Homeport sie ändern soll.</translation>
    </message>
    <message>
        <source>%1 is too large to be a configuration file.</source>
        <translation>%1 ist zu groß für eine Konfigurationsdatei.</translation>
    </message>
    <message>
        <source>%1 has just been changed by somebody else: try again.</source>
        <translation>%1 wurde soeben von jemand anderem geändert: Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written.</source>
        <translation>In den Ordner %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>the folder can&apos;t be made</source>
        <translation>der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>%1 is damaged, or of a newer Homeport. The copies of tools&apos; files lie in tool-backups beside it.</source>
        <translation>%1 ist beschädigt oder von einem neueren Homeport. Die Kopien der Werkzeugdateien liegen daneben in tool-backups.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be changed in this file as it is written: %2</source>
        <translation>%1 lässt sich in dieser Datei so, wie sie geschrieben ist, nicht ändern: %2</translation>
    </message>
    <message>
        <source>Changing %1 would have changed more than that.</source>
        <translation>Eine Änderung von %1 hätte mehr als das geändert.</translation>
    </message>
    <message>
        <source>%1 would not have got its value.</source>
        <translation>%1 hätte seinen Wert nicht bekommen.</translation>
    </message>
    <message>
        <source>Such a value can&apos;t be written into an .env file.</source>
        <translation>Ein solcher Wert lässt sich nicht in eine .env-Datei schreiben.</translation>
    </message>
    <message>
        <source>Such a value is not written into TOML.</source>
        <translation>Ein solcher Wert wird nicht in TOML geschrieben.</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Das ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>%1 is not written as a line of its own, and can&apos;t be edited.</source>
        <translation>%1 steht nicht in einer eigenen Zeile und lässt sich nicht bearbeiten.</translation>
    </message>
    <message>
        <source>%1 stands here a second time.</source>
        <translation>%1 steht hier zum zweiten Mal.</translation>
    </message>
    <message>
        <source>a colon is expected.</source>
        <translation>ein Doppelpunkt wird erwartet.</translation>
    </message>
    <message>
        <source>a comma or %1 is expected.</source>
        <translation>ein Komma oder %1 wird erwartet.</translation>
    </message>
    <message>
        <source>a key in double quotes, or }, is expected.</source>
        <translation>ein Schlüssel in doppelten Anführungszeichen oder } wird erwartet.</translation>
    </message>
    <message>
        <source>a list is expected here.</source>
        <translation>hier wird eine Liste erwartet.</translation>
    </message>
    <message>
        <source>a table is expected here.</source>
        <translation>hier wird eine Tabelle erwartet.</translation>
    </message>
    <message>
        <source>a value is expected.</source>
        <translation>ein Wert wird erwartet.</translation>
    </message>
    <message>
        <source>a zero byte, so this is no text.</source>
        <translation>ein Null-Byte, also ist das kein Text.</translation>
    </message>
    <message>
        <source>an object is expected here.</source>
        <translation>hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8.</source>
        <translation>Bytes, die kein UTF-8 sind.</translation>
    </message>
    <message>
        <source>nested too deeply.</source>
        <translation>zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>something stands behind the end of the document.</source>
        <translation>hinter dem Ende des Dokuments steht noch etwas.</translation>
    </message>
    <message>
        <source>this comment is not closed.</source>
        <translation>dieser Kommentar ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>this line is not understood.</source>
        <translation>diese Zeile ist unverständlich.</translation>
    </message>
    <message>
        <source>this quote is not closed.</source>
        <translation>dieses Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>this string is not closed, or not as JSON has it.</source>
        <translation>diese Zeichenkette ist nicht geschlossen oder nicht nach den Regeln von JSON.</translation>
    </message>
    <message>
        <source>this table is written in braces, and can&apos;t be edited: write it as [%1].</source>
        <translation>diese Tabelle steht in geschweiften Klammern und lässt sich nicht bearbeiten: Schreiben Sie sie als [%1].</translation>
    </message>
    <message>
        <source>%1 is a table here.</source>
        <translation>%1 ist hier eine Tabelle.</translation>
    </message>
    <message>
        <source>%1 is a list of tables here.</source>
        <translation>%1 ist hier eine Liste von Tabellen.</translation>
    </message>
    <message>
        <source>A file has changed since it was shown: nothing was done.</source>
        <translation>Eine Datei hat sich geändert, seit sie gezeigt wurde: Es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Another Homeport program is setting tools up: try again when it has finished.</source>
        <translation>Ein anderes Programm von Homeport richtet gerade Werkzeuge ein: Versuchen Sie es noch einmal, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>Homeport does not listen, so there is no address to write. The Overview page says why.</source>
        <translation>Homeport lauscht nicht, also gibt es keine Adresse einzutragen. Die Seite „Übersicht“ sagt, warum.</translation>
    </message>
    <message>
        <source>Homeport has not configured &quot;%1&quot;.</source>
        <translation>Homeport hat „%1“ nicht eingerichtet.</translation>
    </message>
    <message>
        <source>It is not set up: do that first.</source>
        <translation>Es ist nicht eingerichtet: Tun Sie das zuerst.</translation>
    </message>
    <message>
        <source>There is no such tool.</source>
        <translation>Ein solches Werkzeug gibt es nicht.</translation>
    </message>
    <message>
        <source>This is the demo: its keys end with it, and tools would be left without one. Start Homeport without --demo.</source>
        <translation>Das ist die Demo: Ihre Schlüssel enden mit ihr, und Werkzeuge stünden ohne da. Starten Sie Homeport ohne --demo.</translation>
    </message>
    <message>
        <source>This plan has no key yet: it is for showing only.</source>
        <translation>Dieser Plan hat noch keinen Schlüssel: Er ist nur zum Zeigen da.</translation>
    </message>
    <message>
        <source>This tool must be told a model: --model NAME.</source>
        <translation>Diesem Werkzeug muss ein Modell genannt werden: --model NAME.</translation>
    </message>
    <message>
        <source>homeportctl, which this tool runs for its key, is not installed beside Homeport.</source>
        <translation>homeportctl, das dieses Werkzeug für seinen Schlüssel ausführt, ist nicht neben Homeport installiert.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a file, %2: what is wrong in it</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <extracomment>%1: a file, %2: the number of a line</extracomment>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>%1: a key of a configuration file, %2: that file</extracomment>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>TestText</name>
    <message>
        <source>Credit: %1 left</source>
        <translation>Guthaben: %1 übrig</translation>
    </message>
    <message>
        <source>Credit: this key has no limit</source>
        <translation>Guthaben: dieser Schlüssel hat keine Grenze</translation>
    </message>
    <message>
        <source>%1, %2 used so far</source>
        <translation>%1, bisher %2 verbraucht</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: &quot;Credit: $12.30 left, $5.00 used so far&quot;, %2: whose word that is</extracomment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ToolText</name>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>At most 120 requests a minute and 4 at once, so that a loop can&apos;t run wild</source>
        <translation>Höchstens 120 Anfragen pro Minute und 4 zugleich, damit keine Schleife durchgeht</translation>
    </message>
    <message>
        <source>Without limits; set them later with the pencil</source>
        <translation>Ohne Grenzen; setzen Sie sie später mit dem Stift</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. The Overview page has the lines for other shells.</source>
        <translation>Fügen Sie das in ein Terminal ein und starten Sie dort claude. Die Seite „Übersicht“ hat die Zeilen für andere Shells.</translation>
    </message>
    <message>
        <source>For ~/.codex/config.toml, above its tables. It takes an account that speaks OpenAI&apos;s protocol.</source>
        <translation>Für ~/.codex/config.toml, über den Tabellen darin. Dazu gehört ein Konto mit dem Protokoll von OpenAI.</translation>
    </message>
    <message>
        <source>For ~/.gemini/.env, with “gemini-api-key” chosen in its settings. It takes an account that speaks Gemini&apos;s protocol.</source>
        <translation>Für ~/.gemini/.env, mit „gemini-api-key“ in seinen Einstellungen. Dazu gehört ein Konto mit dem Protokoll von Gemini.</translation>
    </message>
    <message>
        <source>For an editor&apos;s settings of an Anthropic-compatible provider. Editors that call from their maker&apos;s servers can&apos;t reach this computer.</source>
        <translation>Für die Einstellungen eines Editors zu einem Anthropic-kompatiblen Anbieter. Editoren, die von den Servern ihres Herstellers aus anfragen, erreichen diesen Rechner nicht.</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay.</source>
        <translation>Holt eine kurze Antwort als Strom durch das Relay.</translation>
    </message>
</context>
<context>
    <name>ToolsText</name>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Its key was revoked</source>
        <translation>Sein Schlüssel wurde widerrufen</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Changed by someone else</source>
        <translation>Von jemand anderem geändert</translation>
    </message>
    <message>
        <source>A variable goes before it</source>
        <translation>Eine Variable geht vor</translation>
    </message>
    <message>
        <source>Set up for another address</source>
        <translation>Für eine andere Adresse eingerichtet</translation>
    </message>
    <message>
        <source>Set up by an older Homeport</source>
        <translation>Von einem älteren Homeport eingerichtet</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Eingerichtet</translation>
    </message>
    <message>
        <source>The program itself is not to be found any more.</source>
        <translation>Das Programm selbst ist nicht mehr zu finden.</translation>
    </message>
    <message>
        <source>%1 · found by %2</source>
        <extracomment>%1: a program, %2: what it was found by: nvm, volta, npm, flatpak, or a folder</extracomment>
        <translation>%1 · gefunden über %2</translation>
    </message>
    <message>
        <source>%1 is set in the environment that Homeport was started in. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does</extracomment>
        <translation>%1 ist in der Umgebung gesetzt, in der Homeport gestartet wurde. %2</translation>
    </message>
    <message>
        <source>%1 is set in %3. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does, %3: a file and a line</extracomment>
        <translation>%1 ist in %3 gesetzt. %2</translation>
    </message>
    <message>
        <source>A change was begun and not finished. Restore it, or configure it again.</source>
        <translation>Eine Änderung wurde begonnen und nicht beendet. Setzen Sie es zurück, oder richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>Homeport refuses it. Configure it again for a new key, or restore it.</source>
        <translation>Homeport lehnt ihn ab. Richten Sie es neu ein, um einen neuen Schlüssel zu bekommen, oder setzen Sie es zurück.</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>Es fragt bei %1, aber Homeport lauscht bei %2. Richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>Changed since Homeport set it: %1. “Configure” sets it again, “Restore” leaves it.</source>
        <translation>Geändert, seit Homeport es gesetzt hat: %1. „Einrichten“ setzt es neu, „Zurücksetzen“ lässt es so.</translation>
    </message>
    <message>
        <source>What it reads has changed. Configure it again.</source>
        <translation>Was es liest, hat sich geändert. Richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>A file can&apos;t be understood or edited, so it was left alone. Correct it, then look again.</source>
        <translation>Eine Datei ist unverständlich oder lässt sich nicht bearbeiten, darum blieb sie, wie sie ist. Berichtigen Sie sie und sehen Sie dann noch einmal nach.</translation>
    </message>
    <message>
        <source>A file lies where Homeport does not write, so it was left alone.</source>
        <translation>Eine Datei liegt, wo Homeport nicht schreibt, darum blieb sie, wie sie ist.</translation>
    </message>
    <message>
        <source>Somebody else is at it. Look again, then try once more.</source>
        <translation>Jemand anderes ist gerade dabei. Sehen Sie noch einmal nach, dann versuchen Sie es wieder.</translation>
    </message>
    <message>
        <source>A file can&apos;t be read or written. Check its permissions, and that the disk has space.</source>
        <translation>Eine Datei kann nicht gelesen oder geschrieben werden. Prüfen Sie ihre Rechte, und ob die Platte Platz hat.</translation>
    </message>
    <message>
        <source>Its key is gone. Configure it again.</source>
        <translation>Sein Schlüssel ist weg. Richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>No answer for %1: %2</source>
        <translation>Keine Antwort für %1: %2</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%L1 models</source>
        <translation>%L1 Modelle</translation>
    </message>
    <message>
        <source>Homeport answers %1&apos;s key: %3, in %2.</source>
        <extracomment>%1: a tool, %2: a time, %3: &quot;12 models&quot;</extracomment>
        <translation>Homeport beantwortet den Schlüssel von %1: %3, in %2.</translation>
    </message>
    <message>
        <source>The key works, but %1 asks at %2 and Homeport listens at %3. Configure it again.</source>
        <translation>Der Schlüssel funktioniert, aber %1 fragt bei %2, und Homeport lauscht auf %3. Richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>Refused with status %1: %2</source>
        <translation>Abgelehnt mit Status %1: %2</translation>
    </message>
    <message>
        <source>Interrupted while it was set up: %1</source>
        <translation>Beim Einrichten unterbrochen: %1</translation>
    </message>
    <message>
        <source>The files are as they were, or as they were to become. Restore them, or configure the tool again.</source>
        <translation>Die Dateien sind, wie sie waren, oder wie sie werden sollten. Setzen Sie sie zurück, oder richten Sie das Werkzeug neu ein.</translation>
    </message>
    <message>
        <source>Homeport does not listen: these get no answer: %1</source>
        <translation>Homeport lauscht nicht, diese bekommen keine Antwort: %1</translation>
    </message>
    <message>
        <source>The Overview page says why, and starts it again. Or give the tools back what they had before Homeport.</source>
        <translation>Die Seite „Übersicht“ sagt, warum, und startet es neu. Oder geben Sie den Werkzeugen zurück, was sie vor Homeport hatten.</translation>
    </message>
    <message>
        <source>Set up for another address: %1</source>
        <translation>Für eine andere Adresse eingerichtet: %1</translation>
    </message>
    <message>
        <source>Homeport listens at %1 now. Configure them again, or restore them.</source>
        <translation>Homeport lauscht jetzt auf %1. Richten Sie sie neu ein, oder setzen Sie sie zurück.</translation>
    </message>
    <message>
        <source>The tools were not restored</source>
        <translation>Die Werkzeuge wurden nicht zurückgesetzt</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It stayed as it is.</source>
        <translation>Jemand anderes hat %1 geändert. Es blieb, wie es ist.</translation>
    </message>
    <message>
        <source>%1 was not restored: %2</source>
        <translation>%1 wurde nicht zurückgesetzt: %2</translation>
    </message>
    <message>
        <source>No tool was restored</source>
        <translation>Kein Werkzeug wurde zurückgesetzt</translation>
    </message>
    <message>
        <source>Restored: %1</source>
        <translation>Zurückgesetzt: %1</translation>
    </message>
    <message>
        <source>The local keys of %1 could not be revoked: do that on the Keys page.</source>
        <translation>Die lokalen Schlüssel von %1 konnten nicht widerrufen werden: Tun Sie das auf der Seite „Schlüssel“.</translation>
    </message>
</context>
<context>
    <name>TrayText</name>
    <message>
        <source>Paused: tools can&apos;t connect</source>
        <translation>Pausiert: Werkzeuge erreichen es nicht</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Finishing the last requests…</source>
        <translation>Beendet die letzten Anfragen…</translation>
    </message>
    <message>
        <source>Not listening on port %1</source>
        <translation>Lauscht nicht auf Port %1</translation>
    </message>
    <message>
        <source>Locked: requests are refused</source>
        <translation>Gesperrt: Anfragen werden abgelehnt</translation>
    </message>
    <message>
        <source>Running on %1</source>
        <extracomment>%1 is an address such as http://127.0.0.1:8642</extracomment>
        <translation>Läuft auf %1</translation>
    </message>
    <message>
        <source>%1: %2, %3 used, resets %4</source>
        <extracomment>%1: an account, %2: a quota window such as &quot;5 hours&quot;, %3: a percentage, %4: a time, perhaps with the day</extracomment>
        <translation>%1: %2, %3 verbraucht, wird zurückgesetzt: %4</translation>
    </message>
    <message>
        <source>%1: %2, %3 used</source>
        <translation>%1: %2, %3 verbraucht</translation>
    </message>
</context>
<context>
    <name>UsageCsv</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>Alle Token</translation>
    </message>
    <message>
        <source>Cost in dollars</source>
        <translation>Kosten in Dollar</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>Ohne Preis</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>ddd d MMM yyyy</source>
        <extracomment>date format of a day: Tue 3 Jun 2026</extracomment>
        <translation>ddd d. MMM yyyy</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cache write, 5 min</source>
        <translation>Cache schreiben, 5 min</translation>
    </message>
    <message>
        <source>Cache write, 1 h</source>
        <translation>Cache schreiben, 1 h</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Cache lesen</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>By account</source>
        <translation>Nach Konto</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Nach Modell</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>Nach Schlüssel</translation>
    </message>
    <message>
        <source>By tool</source>
        <translation>Nach Werkzeug</translation>
    </message>
    <message>
        <source>By project</source>
        <translation>Nach Projekt</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>date format with a year: 3 Jun 2026</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <extracomment>date format with the day of the week: Tue 3</extracomment>
        <translation>ddd d. MMM</translation>
    </message>
    <message>
        <source>Usage, %1: %2, %3 tokens</source>
        <translation>Nutzung, %1: %2, %3 Token</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests of models without a price are not in the cost.</source>
        <translation>
            <numerusform>Eine Anfrage eines Modells ohne Preis ist nicht in den Kosten enthalten.</numerusform>
            <numerusform>%Ln Anfragen von Modellen ohne Preis sind nicht in den Kosten enthalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport konnte seine eigenen Aufzeichnungen nicht lesen. Versuchen Sie es noch einmal; wenn es so bleibt, starten Sie Homeport neu.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>date format of a month: June 2026</extracomment>
        <translation>MMMM yyyy</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>date format of a month, short: Jun 2026</extracomment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>begin within a year</comment>
        <extracomment>date format: of &quot;3 Jun – 5 Jul 2026&quot; the part before the dash; where the year goes first, it stands here</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>end within a year</comment>
        <extracomment>date format: of &quot;3 Jun – 5 Jul 2026&quot; the part after the dash; where the year goes first, it is left out here</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>homeport::AccountActivity</name>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Latest requests</source>
        <translation>Letzte Anfragen</translation>
    </message>
    <message>
        <source>All requests of this account</source>
        <translation>Alle Anfragen dieses Kontos</translation>
    </message>
    <message>
        <source>None since Homeport was started.</source>
        <translation>Keine, seit Homeport gestartet wurde.</translation>
    </message>
    <message numerus="yes">
        <source>None among the latest %Ln requests of all accounts.</source>
        <translation>
            <numerusform>Keine unter der letzten Anfrage aller Konten.</numerusform>
            <numerusform>Keine unter den letzten %Ln Anfragen aller Konten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::AccountDetail</name>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Neu anmelden…</translation>
    </message>
    <message>
        <source>Proxy…</source>
        <translation>Proxy…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source> Ten minutes later %1 is told to revoke the sign-in.</source>
        <translation> Zehn Minuten später wird %1 gesagt, dass die Anmeldung zu widerrufen ist.</translation>
    </message>
    <message>
        <source>“Remove” takes the account out of use at once; an undo is offered for half a minute.</source>
        <translation>„Entfernen“ nimmt das Konto sofort außer Gebrauch; eine halbe Minute lang lässt sich das rückgängig machen.</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ein Konto dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Organization…</source>
        <translation>Organisation…</translation>
    </message>
</context>
<context>
    <name>homeport::AccountFacts</name>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>%1 (its provider file is gone)</source>
        <translation>%1 (die Anbieterdatei ist weg)</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>OAuth client</source>
        <translation>OAuth-Client</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Your pause</source>
        <translation>Ihre Pause</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>Von Ihnen pausiert</translation>
    </message>
    <message>
        <source>Not paused</source>
        <translation>Nicht pausiert</translation>
    </message>
    <message>
        <source>Provider&apos;s verdict</source>
        <translation>Urteil des Anbieters</translation>
    </message>
    <message>
        <source>Token obtained</source>
        <translation>Token erhalten</translation>
    </message>
    <message>
        <source>Key obtained</source>
        <translation>Schlüssel erhalten</translation>
    </message>
    <message>
        <source>It does not expire</source>
        <translation>Läuft nicht ab</translation>
    </message>
    <message>
        <source>Token valid until</source>
        <translation>Token gültig bis</translation>
    </message>
    <message>
        <source>None is due</source>
        <translation>Keine steht an</translation>
    </message>
    <message>
        <source>Never: the provider gave no refresh token</source>
        <translation>Nie: Der Anbieter gab kein Erneuerungstoken</translation>
    </message>
    <message>
        <source>Next refresh</source>
        <translation>Nächste Erneuerung</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
</context>
<context>
    <name>homeport::AccountListRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: provider, %2: kind of credential</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Resume “%1”</source>
        <translation>„%1“ fortsetzen</translation>
    </message>
    <message>
        <source>Pause “%1”</source>
        <translation>„%1“ pausieren</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Details of “%1”</source>
        <translation>Einzelheiten zu „%1“</translation>
    </message>
    <message>
        <source>%1, plan: %2</source>
        <translation>%1, Tarif: %2</translation>
    </message>
</context>
<context>
    <name>homeport::AccountStep</name>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>API-Schlüssel hinzufügen…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Command that starts the demo</source>
        <translation>Befehl, der die Demo startet</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Try it without an account</source>
        <translation>Ohne Konto ausprobieren</translation>
    </message>
    <message>
        <source>The demo is a second Homeport in a window of its own, with a simulated provider. It has an address and a key of its own, keeps nothing, and touches nothing of this one.</source>
        <translation>Die Demo ist ein zweites Homeport in einem eigenen Fenster, mit einem simulierten Anbieter. Sie hat eine eigene Adresse und einen eigenen Schlüssel, bewahrt nichts auf und rührt nichts von diesem hier an.</translation>
    </message>
    <message>
        <source>Sign in with your browser, or paste an API key. It is kept encrypted on this computer, and tools never see it. For a tool that has a subscription of its own, choose “Add API key…” and there “Pass-through”.</source>
        <translation>Melden Sie sich im Browser an, oder fügen Sie einen API-Schlüssel ein. Er wird verschlüsselt auf diesem Rechner aufbewahrt, und Werkzeuge sehen ihn nie. Für ein Werkzeug mit eigenem Abonnement wählen Sie „API-Schlüssel hinzufügen…“ und dort „Durchreichen“.</translation>
    </message>
    <message>
        <source>These are ready for your tools. You can add more now, or at any time on the Accounts page.</source>
        <translation>Diese stehen Ihren Werkzeugen bereit. Weitere können Sie jetzt oder jederzeit auf der Seite „Konten“ hinzufügen.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und ein weiteres</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The demo opens in a window of its own. Close that window when you have seen enough.</source>
        <translation>Die Demo öffnet sich in einem eigenen Fenster. Schließen Sie es, wenn Sie genug gesehen haben.</translation>
    </message>
    <message>
        <source>The demo could not be started. This command does the same in a terminal:</source>
        <translation>Die Demo konnte nicht gestartet werden. Dieser Befehl tut dasselbe in einem Terminal:</translation>
    </message>
</context>
<context>
    <name>homeport::AccountUsage</name>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Nothing was used in the last 30 days.</source>
        <translation>In den letzten 30 Tagen wurde nichts genutzt.</translation>
    </message>
</context>
<context>
    <name>homeport::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>API-Schlüssel hinzufügen…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Add the accounts of a file</source>
        <translation>Die Konten aus einer Datei hinzufügen</translation>
    </message>
    <message>
        <source>Groups…</source>
        <translation>Gruppen…</translation>
    </message>
    <message>
        <source>How accounts share the work</source>
        <translation>Wie sich Konten die Arbeit teilen</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>Noch keine Konten</translation>
    </message>
    <message>
        <source>Add the accounts your tools may use. Their credentials are kept encrypted on this computer and are never shown to the tools.</source>
        <translation>Fügen Sie die Konten hinzu, die Ihre Werkzeuge benutzen dürfen. Ihre Zugangsdaten liegen verschlüsselt auf diesem Rechner und werden den Werkzeugen nie gezeigt.</translation>
    </message>
    <message>
        <source>The token was not refreshed</source>
        <translation>Das Token wurde nicht erneuert</translation>
    </message>
    <message>
        <source>The account was not un-parked</source>
        <translation>Das Konto wurde nicht freigegeben</translation>
    </message>
    <message>
        <source>The account was not paused</source>
        <translation>Das Konto wurde nicht pausiert</translation>
    </message>
    <message>
        <source>The account was not resumed</source>
        <translation>Das Konto wurde nicht fortgesetzt</translation>
    </message>
    <message>
        <source>The account was not removed</source>
        <translation>Das Konto wurde nicht entfernt</translation>
    </message>
    <message>
        <source>“%1” could not be brought back</source>
        <translation>„%1“ konnte nicht zurückgeholt werden</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>„%1“ wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>homeport::ActivityPage</name>
    <message>
        <source>Follow newest</source>
        <translation>Neuesten folgen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Keep the newest request in view</source>
        <translation>Die neueste Anfrage im Blick behalten</translation>
    </message>
    <message>
        <source>Requests could not be read</source>
        <translation>Anfragen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Requests appear here as they run. The Overview page has the lines that point a tool at Homeport.</source>
        <translation>Anfragen erscheinen hier, während sie laufen. Die Seite „Übersicht“ hat die Zeilen, die ein Werkzeug zu Homeport führen.</translation>
    </message>
    <message>
        <source>No request matches.</source>
        <translation>Keine Anfrage passt.</translation>
    </message>
    <message>
        <source>Nothing found so far.</source>
        <translation>Bisher nichts gefunden.</translation>
    </message>
    <message>
        <source>Requests: %L1</source>
        <translation>Anfragen: %L1</translation>
    </message>
    <message>
        <source>Found: %L1</source>
        <translation>Gefunden: %L1</translation>
    </message>
    <message>
        <source>Found so far: %L1</source>
        <translation>Bisher gefunden: %L1</translation>
    </message>
</context>
<context>
    <name>homeport::AddKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their &amp;own login</source>
        <translation>Durchreichen: Werkzeuge behalten ihre &amp;eigene Anmeldung</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>&amp;Basis-URL</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API-&amp;Schlüssel</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>Schlüssel holen</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>For a tool that is signed in by itself, such as Claude Code with a subscription: what it sends along goes to the provider untouched, and Homeport keeps nothing of it.</source>
        <translation>Für ein Werkzeug, das selbst angemeldet ist, etwa Claude Code mit einem Abonnement: Was es mitschickt, geht unberührt an den Anbieter, und Homeport behält nichts davon.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their own login</source>
        <translation>Durchreichen: Werkzeuge behalten ihre eigene Anmeldung</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>So heißt es in Homeport; jeder Name ist recht.</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer. Only its last four characters stay visible.</source>
        <translation>Liegt verschlüsselt auf diesem Rechner. Sichtbar bleiben nur die letzten vier Zeichen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>Es ließ sich kein Browser öffnen. Schlüssel werden hier erstellt: %1</translation>
    </message>
    <message>
        <source>Add service account</source>
        <translation>Dienstkonto hinzufügen</translation>
    </message>
    <message>
        <source>Add API key</source>
        <translation>API-Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>Schlüssel von %1 holen</translation>
    </message>
    <message>
        <source>Leave it empty; it is only for an endpoint of your own.</source>
        <translation>Lassen Sie es leer; es ist nur für eine eigene Adresse da.</translation>
    </message>
    <message>
        <source>Send the login &amp;unencrypted to this host</source>
        <translation>Die Anmeldung &amp;unverschlüsselt an diesen Rechner senden</translation>
    </message>
    <message>
        <source>Send the key &amp;unencrypted to this host</source>
        <translation>Den Schlüssel &amp;unverschlüsselt an diesen Rechner senden</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the login. Use https, or agree below.</source>
        <translation>Über http kann jeder unterwegs die Anmeldung lesen. Nehmen Sie https, oder stimmen Sie unten zu.</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the key. Use https, or agree below.</source>
        <translation>Über http kann jeder unterwegs den Schlüssel lesen. Nehmen Sie https, oder stimmen Sie unten zu.</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt…</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ein Konto dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>The account was not added</source>
        <translation>Das Konto wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>Optional: leave it empty if the server asks for none. A key is kept encrypted on this computer.</source>
        <translation>Freiwillig: Lassen Sie es leer, wenn der Server keinen verlangt. Ein Schlüssel liegt verschlüsselt auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>homeport::AliasLines</name>
    <message>
        <source>Aliases of models, one a line</source>
        <translation>Aliasse von Modellen, einer pro Zeile</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks, the model without asterisks.</source>
        <translation>Zeile %1 ist kein „Name = Modell“, beide ohne Leerzeichen, das Modell ohne Sternchen.</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>Zeile %1: „%2“ gibt es schon.</translation>
    </message>
    <message>
        <source>These are too many.</source>
        <translation>Das sind zu viele.</translation>
    </message>
</context>
<context>
    <name>homeport::BackupList</name>
    <message>
        <source>Restore another file…</source>
        <translation>Andere Datei wiederherstellen…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>Sicherung vom %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung wiederherstellen</translation>
    </message>
</context>
<context>
    <name>homeport::BackupsCard</name>
    <message>
        <source>How many are kept</source>
        <translation>Wie viele aufbewahrt werden</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>With what was used and the price lists</source>
        <translation>Mit der Nutzung und den Preislisten</translation>
    </message>
    <message>
        <source>Passphrase…</source>
        <translation>Passphrase…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>When backups are made</source>
        <translation>Wann gesichert wird</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Jede Woche</translation>
    </message>
    <message>
        <source>Choose a folder for backups</source>
        <translation>Einen Ordner für Sicherungen wählen</translation>
    </message>
    <message>
        <source>Make backups</source>
        <translation>Sicherungen anlegen</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>A backup is being made: %1</source>
        <translation>Eine Sicherung wird angelegt: %1</translation>
    </message>
    <message>
        <source>Change passphrase…</source>
        <translation>Passphrase ändern…</translation>
    </message>
    <message>
        <source>Set passphrase…</source>
        <translation>Passphrase festlegen…</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>Passphrase festlegen</translation>
    </message>
    <message>
        <source>No backup is made yet: set the passphrase that they are sealed under.</source>
        <translation>Noch wird nichts gesichert: legen Sie die Passphrase fest, unter der Sicherungen versiegelt werden.</translation>
    </message>
    <message>
        <source>The last backup was not made; it is tried again each hour. %1</source>
        <translation>Die letzte Sicherung kam nicht zustande; sie wird jede Stunde neu versucht. %1</translation>
    </message>
    <message>
        <source>The next one is due %1. Older ones than those that are kept are deleted; other files in the folder never are.</source>
        <translation>Die nächste ist %1 fällig. Ältere als die, die aufgehoben werden, werden gelöscht; andere Dateien im Ordner nie.</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies in one file, sealed under a passphrase: for another computer, or after a mishap.</source>
        <translation>Konten, Schlüssel und Proxys in einer Datei, versiegelt unter einer Passphrase: für einen anderen Rechner oder nach einem Missgeschick.</translation>
    </message>
    <message>
        <source>The passphrase is saved in the vault. Note it elsewhere, too: a backup is no use without it.</source>
        <translation>Die Passphrase ist im Tresor gespeichert. Notieren Sie sie auch anderswo: Ohne sie nützt eine Sicherung nichts.</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Ordner für Sicherungen</translation>
    </message>
    <message>
        <source>A backup was made: %1.</source>
        <translation>Eine Sicherung wurde angelegt: %1.</translation>
    </message>
    <message>
        <source>The backup was cancelled.</source>
        <translation>Die Sicherung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>No backup was made. %1</source>
        <translation>Es wurde nichts gesichert. %1</translation>
    </message>
</context>
<context>
    <name>homeport::BypassDialog</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Direct hosts</source>
        <translation>Direkte Rechner</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>Rechner, die direkt erreicht werden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>These hosts are reached without any proxy.</source>
        <translation>Diese Rechner werden ohne Proxy erreicht.</translation>
    </message>
    <message>
        <source>One per line: a name, *.example.com for all below it, an address, or a network such as 10.0.0.0/8.</source>
        <translation>Einer pro Zeile: ein Name, *.example.com für alle darunter, eine Adresse oder ein Netz wie 10.0.0.0/8.</translation>
    </message>
    <message>
        <source>The list was not saved</source>
        <translation>Die Liste wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::ChartLegend</name>
    <message>
        <source>%1: show or hide</source>
        <translation>%1: zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>homeport::ClientForm</name>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Geheimnis</translation>
    </message>
    <message>
        <source>Type another client</source>
        <translation>Anderen Client eintippen</translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation>&amp;Client-Id</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>Pro&amp;jekt-Id</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-Id</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>Projekt-Id</translation>
    </message>
    <message>
        <source>Whose quota is used. It is in the file; it may stay empty.</source>
        <translation>Wessen Kontingent benutzt wird. Es steht in der Datei; es darf leer bleiben.</translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation>Client-&amp;Geheimnis</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer.</source>
        <translation>Verschlüsselt auf diesem Rechner aufbewahrt.</translation>
    </message>
    <message>
        <source>Leave it empty to keep the present one.</source>
        <translation>Lassen Sie es leer, um das jetzige zu behalten.</translation>
    </message>
    <message>
        <source>%1 was read.</source>
        <translation>%1 wurde gelesen.</translation>
    </message>
    <message>
        <source>Choose the file, or type the client id.</source>
        <translation>Wählen Sie die Datei, oder tippen Sie die Client-Id ein.</translation>
    </message>
    <message>
        <source>Enter the client id you were given.</source>
        <translation>Geben Sie die Client-Id ein, die Sie bekommen haben.</translation>
    </message>
    <message>
        <source>A client id has no blanks. Was more than the id copied?</source>
        <translation>Eine Client-Id hat keine Leerzeichen. Wurde mehr als die Id kopiert?</translation>
    </message>
    <message>
        <source>Enter the secret that belongs to this client id.</source>
        <translation>Geben Sie das Geheimnis ein, das zu dieser Client-Id gehört.</translation>
    </message>
    <message>
        <source>A client secret has no blanks. Was more than the secret copied?</source>
        <translation>Ein Client-Geheimnis hat keine Leerzeichen. Wurde mehr als das Geheimnis kopiert?</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, not its name: an id has no blanks.</source>
        <translation>Geben Sie die Id des Projekts ein, nicht seinen Namen: Eine Id hat keine Leerzeichen.</translation>
    </message>
    <message>
        <source>Drop client_secret_*.json here, or choose it.</source>
        <translation>Legen Sie client_secret_*.json hier ab, oder wählen Sie die Datei.</translation>
    </message>
</context>
<context>
    <name>homeport::CommandPalette</name>
    <message>
        <source>Nothing is called that. Use fewer words, or press Escape.</source>
        <translation>Nichts heißt so. Nehmen Sie weniger Wörter oder drücken Sie Escape.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>Befehle filtern</translation>
    </message>
    <message>
        <source>The arrow keys choose a command, Enter runs it.</source>
        <translation>Die Pfeiltasten wählen einen Befehl, die Eingabetaste führt ihn aus.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A command and its shortcut or what it belongs to, for screen readers</extracomment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>homeport::ConnectCard</name>
    <message>
        <source>Lines to copy</source>
        <translation>Zeilen zum Kopieren</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>Diese Zeilen kopieren</translation>
    </message>
    <message>
        <source>bash, zsh</source>
        <translation>bash, zsh</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>fish</translation>
    </message>
    <message>
        <source>PowerShell</source>
        <translation>PowerShell</translation>
    </message>
    <message>
        <source>settings.json</source>
        <translation>settings.json</translation>
    </message>
    <message>
        <source>Try it with curl</source>
        <translation>Mit curl ausprobieren</translation>
    </message>
    <message>
        <source>Point Claude Code here</source>
        <translation>Claude Code hierher richten</translation>
    </message>
    <message>
        <source>Copying puts your new key in place of %1.</source>
        <translation>Beim Kopieren tritt Ihr neuer Schlüssel an die Stelle von %1.</translation>
    </message>
    <message>
        <source>Put one of your local keys in place of %1.</source>
        <translation>Setzen Sie einen Ihrer lokalen Schlüssel an die Stelle von %1.</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.bashrc or ~/.zshrc. If HTTP_PROXY is set there, also set NO_PROXY=127.0.0.1,localhost.</source>
        <translation>Fügen Sie das in ein Terminal ein und starten Sie dort claude. Damit es bleibt, tragen Sie die Zeilen in ~/.bashrc oder ~/.zshrc ein. Ist dort HTTP_PROXY gesetzt, setzen Sie auch NO_PROXY=127.0.0.1,localhost.</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.config/fish/config.fish.</source>
        <translation>Fügen Sie das in ein Terminal ein und starten Sie dort claude. Damit es bleibt, tragen Sie die Zeilen in ~/.config/fish/config.fish ein.</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to the file in $PROFILE.</source>
        <translation>Fügen Sie das in ein Terminal ein und starten Sie dort claude. Damit es bleibt, tragen Sie die Zeilen in die Datei ein, die in $PROFILE steht.</translation>
    </message>
    <message>
        <source>Merge into ~/.claude/settings.json. It applies to every Claude Code session and wins over the shell.</source>
        <translation>Fügen Sie das in ~/.claude/settings.json ein. Es gilt für jede Sitzung von Claude Code und geht der Shell vor.</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay. It appears on the Activity page.</source>
        <translation>Holt eine kurze Antwort als Strom durch das Relay. Sie erscheint auf der Seite „Aktivität“.</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsDialog</name>
    <message>
        <source>Contents of a request</source>
        <translation>Inhalt einer Anfrage</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Nothing is kept of this request</source>
        <translation>Von dieser Anfrage ist nichts aufgehoben</translation>
    </message>
    <message>
        <source>Its time is over, it was deleted, or its key kept nothing when the request ran.</source>
        <translation>Die Zeit ist um, es wurde gelöscht, oder der Schlüssel hob nichts auf, als die Anfrage lief.</translation>
    </message>
    <message>
        <source>The contents are sealed</source>
        <translation>Der Inhalt ist versiegelt</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page, then open the contents again.</source>
        <translation>Der Tresor ist gesperrt. Entsperren Sie ihn auf der Seite „Übersicht“, dann öffnen Sie den Inhalt noch einmal.</translation>
    </message>
    <message>
        <source>The contents could not be read</source>
        <translation>Der Inhalt konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>%1. Kept until %2, then deleted.</source>
        <extracomment>%1: when a request began, %2: until when its contents are kept</extracomment>
        <translation>%1. Aufgehoben bis %2, dann gelöscht.</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsPane</name>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation>&amp;Kopf</translation>
    </message>
    <message>
        <source>&amp;Indent JSON</source>
        <translation>JSON &amp;einrücken</translation>
    </message>
    <message>
        <source>Copy this text</source>
        <translation>Diesen Text kopieren</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Find in the contents</source>
        <translation>Im Inhalt suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>First line and fields; credentials are left out</source>
        <translation>Erste Zeile und Felder; Zugangsdaten sind weggelassen</translation>
    </message>
    <message>
        <source>Indent JSON</source>
        <translation>JSON einrücken</translation>
    </message>
    <message>
        <source>Not found</source>
        <extracomment>%1: number of the match that is shown, %2: of how many</extracomment>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%L1 found</source>
        <translation>%L1 gefunden</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
</context>
<context>
    <name>homeport::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>homeport::DefaultProxyCard</name>
    <message>
        <source>Default proxy</source>
        <translation>Standardproxy</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Choose another one, or none.</source>
        <translation>Der Standardproxy wurde entfernt: Konten, die keinen gewählt haben, stehen still. Wählen Sie einen anderen oder keinen.</translation>
    </message>
    <message>
        <source>Accounts go direct. Proxies are added on the Proxies page.</source>
        <translation>Konten gehen direkt. Proxys werden auf der Seite „Proxys“ hinzugefügt.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>Konten ohne gewählten Proxy gehen direkt.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it. If it fails they stop: nothing goes direct instead.</source>
        <translation>Konten, die keinen Proxy gewählt haben, gehen hindurch. Fällt er aus, stehen sie still: Nichts geht stattdessen direkt.</translation>
    </message>
</context>
<context>
    <name>homeport::DeleteContentsDialog</name>
    <message>
        <source>Check that Homeport&apos;s files can be written to, then try again.</source>
        <translation>Prüfen Sie, ob die Dateien von Homeport beschreibbar sind, dann versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what to do; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Delete contents</source>
        <translation>Inhalt löschen</translation>
    </message>
    <message>
        <source>Delete kept contents</source>
        <translation>Aufgehobenen Inhalt löschen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete all kept contents?</source>
        <translation>Allen aufgehobenen Inhalt löschen?</translation>
    </message>
    <message>
        <source>They are deleted for good, together with the key they are sealed under: nobody can read them again. The requests stay listed, with their numbers. Keys that keep contents go on doing so.</source>
        <translation>Er wird endgültig gelöscht, zusammen mit dem Schlüssel, unter dem er versiegelt ist: Niemand kann ihn je wieder lesen. Die Anfragen bleiben mit ihren Zahlen in der Liste. Schlüssel, die Inhalt aufheben, tun das weiter.</translation>
    </message>
    <message>
        <source>The contents were not deleted</source>
        <translation>Der Inhalt wurde nicht gelöscht</translation>
    </message>
</context>
<context>
    <name>homeport::DesktopCard</name>
    <message>
        <source>&amp;Start Homeport when you log in to this computer</source>
        <translation>Homeport beim Anmelden an diesem Rechner &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Hidden: without opening the window</source>
        <translation>&amp;Versteckt: ohne das Fenster zu öffnen</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves Homeport running in the tray</source>
        <translation>S&amp;chließen des Fensters lässt Homeport im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>This desktop has no tray: Homeport can neither stay in it nor show notifications.</source>
        <translation>Dieser Desktop hat keinen Infobereich: Homeport kann dort weder bleiben noch Benachrichtigungen zeigen.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Homeport can&apos;t have itself started by this desktop.</source>
        <translation>Homeport kann sich von diesem Desktop nicht starten lassen.</translation>
    </message>
    <message>
        <source>Another command is started at the moment: %1. Switch it off and on to start this Homeport.</source>
        <translation>Zurzeit wird ein anderer Befehl gestartet: %1. Schalten Sie es aus und wieder ein, um dieses Homeport zu starten.</translation>
    </message>
</context>
<context>
    <name>homeport::ExportDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase wiederholen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>Passphrase noch &amp;einmal</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export accounts</source>
        <translation>Konten exportieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens the file, you neither.</source>
        <translation>Mindestens %1 Zeichen. Ohne sie öffnet niemand die Datei, auch Sie nicht.</translation>
    </message>
    <message>
        <source>All accounts with their keys and tokens, in one file sealed under a passphrase.</source>
        <translation>Alle Konten mit ihren Schlüsseln und Token, in einer Datei, versiegelt mit einer Passphrase.</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>Wählen Sie, wohin sie kommt.</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>Nichts wurde exportiert</translation>
    </message>
    <message>
        <source>Left out, for their credentials do not open: %1.</source>
        <translation>Ausgelassen, weil sich ihre Zugangsdaten nicht öffnen lassen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts exported</source>
        <translation>
            <numerusform>%Ln Konto exportiert</numerusform>
            <numerusform>%Ln Konten exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>homeport::FailureRow</name>
    <message>
        <source>moved on</source>
        <translation>weitergereicht</translation>
    </message>
    <message>
        <source>then “%1” took it on</source>
        <translation>dann übernahm „%1“</translation>
    </message>
</context>
<context>
    <name>homeport::FirstRunPage</name>
    <message>
        <source>S&amp;kip set-up</source>
        <translation>Einrichtung ü&amp;berspringen</translation>
    </message>
    <message>
        <source>Continue later (Escape)</source>
        <translation>Später weitermachen (Escape)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>Einrichtung überspringen</translation>
    </message>
    <message>
        <source>It stays in the menu: General, Set up Homeport…</source>
        <translation>Sie bleibt im Menü: Allgemein, Homeport einrichten…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: &quot;Set-up, step 2 of 4&quot;, %2: the step&apos;s title; for screen readers</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Leave the set-up now?</source>
        <translation>Die Einrichtung jetzt verlassen?</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
</context>
<context>
    <name>homeport::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>1. Add an account</source>
        <translation>1. Ein Konto hinzufügen</translation>
    </message>
    <message>
        <source>Sign in with your browser or paste an API key. It is kept encrypted.</source>
        <translation>Melden Sie sich im Browser an oder fügen Sie einen API-Schlüssel ein. Er wird verschlüsselt aufbewahrt.</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>2. Create a local key</source>
        <translation>2. Einen lokalen Schlüssel erstellen</translation>
    </message>
    <message>
        <source>It lets a tool on this computer use the relay, and nothing else.</source>
        <translation>Er lässt ein Werkzeug auf diesem Rechner das Relay benutzen, sonst nichts.</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>3. Point a tool here</source>
        <translation>3. Ein Werkzeug hierher richten</translation>
    </message>
    <message>
        <source>Copy two lines and run the tool: its first request completes this step.</source>
        <translation>Kopieren Sie zwei Zeilen und starten Sie das Werkzeug: Seine erste Anfrage schließt diesen Schritt ab.</translation>
    </message>
    <message>
        <source>Show lines</source>
        <translation>Zeilen anzeigen</translation>
    </message>
    <message>
        <source>%1 (done)</source>
        <translation>%1 (erledigt)</translation>
    </message>
    <message>
        <source>Guide me</source>
        <translation>Führen Sie mich</translation>
    </message>
    <message>
        <source>Set up Homeport step by step</source>
        <translation>Homeport Schritt für Schritt einrichten</translation>
    </message>
</context>
<context>
    <name>homeport::FreshKeyPanel</name>
    <message>
        <source>Lines for the tool</source>
        <translation>Zeilen für das Werkzeug</translation>
    </message>
    <message>
        <source>Copy these lines with the new key</source>
        <translation>Diese Zeilen mit dem neuen Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Give it to the tool</source>
        <translation>Dem Werkzeug geben</translation>
    </message>
    <message>
        <source>Copying puts the new key in place of %1.</source>
        <translation>Beim Kopieren tritt der neue Schlüssel an die Stelle von %1.</translation>
    </message>
</context>
<context>
    <name>homeport::FurtherWays</name>
    <message>
        <source>Use an API key…</source>
        <translation>API-Schlüssel benutzen…</translation>
    </message>
    <message>
        <source>Use a company&apos;s gateway…</source>
        <translation>Gateway einer Firma benutzen…</translation>
    </message>
    <message>
        <source>Claude Code can keep its own login: leave ANTHROPIC_BASE_URL unset where it runs, and it talks to Anthropic without Homeport. A gateway with a sign-in of its own appears in the list above, once its provider file lies in the state folder.</source>
        <translation>Claude Code kann seine eigene Anmeldung behalten: Lassen Sie ANTHROPIC_BASE_URL dort, wo es läuft, ungesetzt, und es spricht ohne Homeport mit Anthropic. Ein Gateway mit eigener Anmeldung erscheint oben in der Liste, sobald seine Anbieterdatei im Zustandsordner liegt.</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Andere Wege</translation>
    </message>
    <message>
        <source>Without a client id</source>
        <translation>Ohne Client-Id</translation>
    </message>
</context>
<context>
    <name>homeport::GroupDialog</name>
    <message>
        <source>Accounts, those that are ticked are in the group</source>
        <translation>Konten; die angehakten sind in der Gruppe</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Strategy</source>
        <translation>&amp;Strategie</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>Gruppe hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>Gruppe „%1“ bearbeiten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>&amp;Konten</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>There is a group of this name already.</source>
        <translation>Eine Gruppe dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>The group was not saved</source>
        <translation>Die Gruppe wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::GroupsDialog</name>
    <message>
        <source>No account is in it: its keys reach nothing</source>
        <translation>Kein Konto ist darin: Ihre Schlüssel erreichen nichts</translation>
    </message>
    <message>
        <source>&amp;Strategy of keys without a group</source>
        <translation>&amp;Strategie der Schlüssel ohne Gruppe</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>A&amp;liasse von Modellen</translation>
    </message>
    <message>
        <source>Save aliases</source>
        <translation>Aliasse speichern</translation>
    </message>
    <message>
        <source>Groups, strategy and aliases</source>
        <translation>Gruppen, Strategie und Aliasse</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>No groups. Make one for accounts that stand in for each other, and pin a key to it.</source>
        <translation>Keine Gruppen. Legen Sie eine für Konten an, die füreinander einspringen, und binden Sie einen Schlüssel daran.</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, with any key. A key may have aliases of its own, which outweigh these.</source>
        <translation>Wonach ein Werkzeug fragt = das Modell, das bedient, mit jedem Schlüssel. Ein Schlüssel kann eigene Aliasse haben, die diesen vorgehen.</translation>
    </message>
    <message>
        <source>Add group…</source>
        <translation>Gruppe hinzufügen…</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 A session stays on its account while that can serve it.</source>
        <translation>%1 Eine Sitzung bleibt auf ihrem Konto, solange das sie bedienen kann.</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>Gruppe „%1“ bearbeiten</translation>
    </message>
    <message>
        <source>Remove group “%1”</source>
        <translation>Gruppe „%1“ entfernen</translation>
    </message>
    <message>
        <source>The strategy was not changed</source>
        <translation>Die Strategie wurde nicht geändert</translation>
    </message>
    <message>
        <source>The aliases were not saved</source>
        <translation>Die Aliasse wurden nicht gespeichert</translation>
    </message>
    <message>
        <source>Remove group “%1”?</source>
        <translation>Gruppe „%1“ entfernen?</translation>
    </message>
    <message>
        <source>Its accounts stay. Keys that are pinned to it reach no account until you choose another one for them.</source>
        <translation>Ihre Konten bleiben. Schlüssel, die an sie gebunden sind, erreichen kein Konto, bis Sie eine andere für sie wählen.</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Gruppe entfernen</translation>
    </message>
    <message>
        <source>The group was not removed</source>
        <translation>Die Gruppe wurde nicht entfernt</translation>
    </message>
</context>
<context>
    <name>homeport::HeatMap</name>
    <message>
        <source>Heat map of the year: the arrow keys go through its days</source>
        <translation>Wärmekarte des Jahres: Die Pfeiltasten gehen durch seine Tage</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
</context>
<context>
    <name>homeport::ImportDialog</name>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import accounts</source>
        <translation>Konten importieren</translation>
    </message>
    <message>
        <source>Drop a file of accounts here</source>
        <translation>Ziehen Sie eine Datei mit Konten hierher</translation>
    </message>
    <message>
        <source>CSV or JSON with a row or an object for each account, or an export of Homeport. You see what would become of each before anything is added.</source>
        <translation>CSV oder JSON mit einer Zeile oder einem Objekt für jedes Konto, oder ein Export von Homeport. Sie sehen, was aus jedem würde, bevor etwas hinzugefügt wird.</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the export</source>
        <translation>&amp;Passphrase des Exports</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Zeilen der Datei</translation>
    </message>
    <message>
        <source>&amp;Leave rows with errors out, import the others</source>
        <translation>Zeilen mit Fehlern aus&amp;lassen, die anderen importieren</translation>
    </message>
    <message>
        <source>Leave rows with errors out, import the others</source>
        <translation>Zeilen mit Fehlern auslassen, die anderen importieren</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Choose a file of accounts</source>
        <translation>Datei mit Konten wählen</translation>
    </message>
    <message>
        <source>%1: %L2 ready, %L3 there already, %L4 with errors</source>
        <translation>%1: %L2 bereit, %L3 schon da, %L4 mit Fehlern</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln accounts</source>
        <translation>
            <numerusform>%Ln Konto importieren</numerusform>
            <numerusform>%Ln Konten importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Wird importiert…</translation>
    </message>
    <message>
        <source>No account was added.</source>
        <translation>Kein Konto wurde hinzugefügt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts added.</source>
        <translation>
            <numerusform>%Ln Konto wurde hinzugefügt.</numerusform>
            <numerusform>%Ln Konten wurden hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source> Then it was cancelled.</source>
        <translation> Dann wurde abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source> %Ln were there already.</source>
        <translation>
            <numerusform> Eines war schon da.</numerusform>
            <numerusform> %Ln waren schon da.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %Ln were left out for their errors.</source>
        <translation>
            <numerusform> Eines wurde wegen seiner Fehler ausgelassen.</numerusform>
            <numerusform> %Ln wurden wegen ihrer Fehler ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
</context>
<context>
    <name>homeport::ImportModel</name>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>Nr. %1</translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>Schon da: %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Was daraus wird</translation>
    </message>
</context>
<context>
    <name>homeport::KeptContentsCard</name>
    <message>
        <source>Delete kept contents…</source>
        <translation>Aufgehobenen Inhalt löschen…</translation>
    </message>
    <message>
        <source>Kept contents</source>
        <translation>Aufbewahrte Inhalte</translation>
    </message>
    <message>
        <source>It can&apos;t be told what is kept: the file could not be read. %1</source>
        <translation>Was aufgehoben ist, lässt sich nicht sagen: Die Datei konnte nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>Nothing is kept of what requests and answers hold. It is only where a key&apos;s settings say so.</source>
        <translation>Vom Inhalt der Anfragen und Antworten ist nichts aufgehoben. Das geschieht nur, wo die Einstellungen eines Schlüssels es sagen.</translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests were deleted.</source>
        <translation>
            <numerusform>Der Inhalt einer Anfrage wurde gelöscht.</numerusform>
            <numerusform>Der Inhalt von %Ln Anfragen wurde gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::KeyContentsForm</name>
    <message>
        <source>&amp;Keep what requests and answers hold</source>
        <translation>&amp;Aufheben, was Anfragen und Antworten enthalten</translation>
    </message>
    <message>
        <source>Keep what requests and answers hold</source>
        <translation>Aufheben, was Anfragen und Antworten enthalten</translation>
    </message>
    <message>
        <source>For days</source>
        <translation>So viele Tage</translation>
    </message>
    <message>
        <source>Then it is deleted.</source>
        <translation>Dann wird es gelöscht.</translation>
    </message>
    <message>
        <source>KiB of each</source>
        <translation>KiB von jeder</translation>
    </message>
    <message>
        <source>What comes later in a request or an answer is not kept.</source>
        <translation>Was in einer Anfrage oder Antwort später kommt, wird nicht aufgehoben.</translation>
    </message>
    <message>
        <source>MiB in all</source>
        <translation>MiB insgesamt</translation>
    </message>
    <message>
        <source>Beyond it the oldest go first.</source>
        <translation>Darüber hinaus gehen die ältesten zuerst.</translation>
    </message>
    <message>
        <source>Off unless you turn it on. Prompts, code and answers of everyone who uses this key will lie there: sealed on this computer, deleted after the days you set, and not part of a backup.</source>
        <translation>Aus, solange Sie es nicht einschalten. Dort liegen dann Prompts, Code und Antworten aller, die diesen Schlüssel benutzen: versiegelt auf diesem Rechner, gelöscht nach den Tagen, die Sie festlegen, und nicht Teil einer Sicherung.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>1 to %1.</source>
        <translation>1 bis %1.</translation>
    </message>
</context>
<context>
    <name>homeport::KeyEditor</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Pro&amp;ject</source>
        <translation>Pro&amp;jekt</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>„%1“ bearbeiten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>What its usage is counted under.</source>
        <translation>Worunter seine Nutzung gezählt wird.</translation>
    </message>
    <message>
        <source>Its limits can&apos;t be read</source>
        <translation>Seine Grenzen sind nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing passes with this key. Saving gives it the limits below instead. %1</source>
        <translation>Mit diesem Schlüssel kommt nichts durch. Speichern gibt ihm stattdessen die Grenzen unten. %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>Einen Schlüssel dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>No control characters, please.</source>
        <translation>Bitte keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>Der Schlüssel wurde nicht erstellt</translation>
    </message>
    <message>
        <source>The key was not saved</source>
        <translation>Der Schlüssel wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::KeyExpiryForm</name>
    <message>
        <source>&amp;Last day</source>
        <translation>&amp;Letzter Tag</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>&amp;Tage</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>An einem Tag</translation>
    </message>
    <message>
        <source>Some days after its first use</source>
        <translation>Einige Tage nach der ersten Benutzung</translation>
    </message>
    <message>
        <source>Whichever of both comes first</source>
        <translation>Was von beidem zuerst kommt</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Days after its first use</source>
        <translation>Tage nach der ersten Benutzung</translation>
    </message>
    <message>
        <source>Year-month-day; valid to its end.</source>
        <translation>Jahr-Monat-Tag; gültig bis zu dessen Ende.</translation>
    </message>
    <message>
        <source>&amp;Expires</source>
        <translation>Läuft &amp;ab</translation>
    </message>
    <message>
        <source>First used %1.</source>
        <translation>Zuerst benutzt %1.</translation>
    </message>
    <message>
        <source>A date such as 2027-12-31.</source>
        <translation>Ein Datum wie 2027-12-31.</translation>
    </message>
    <message>
        <source>This day is over.</source>
        <translation>Dieser Tag ist vorbei.</translation>
    </message>
    <message>
        <source>1 to 3650.</source>
        <translation>1 bis 3650.</translation>
    </message>
</context>
<context>
    <name>homeport::KeyForm</name>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>&amp;Name of the new key, for instance the tool that will use it</source>
        <translation>&amp;Name des neuen Schlüssels, etwa das Werkzeug, das ihn benutzen wird</translation>
    </message>
    <message>
        <source>Name of the new key</source>
        <translation>Name des neuen Schlüssels</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
</context>
<context>
    <name>homeport::KeyLimitsForm</name>
    <message>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
    <message>
        <source>Leave a line empty for no limit. 200k and 1.5M are understood.</source>
        <translation>Lassen Sie eine Zeile leer für keine Grenze. 200k und 1.5M werden verstanden.</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>Anfragen je Minute</translation>
    </message>
    <message>
        <source>Requests an hour</source>
        <translation>Anfragen je Stunde</translation>
    </message>
    <message>
        <source>Requests a day</source>
        <translation>Anfragen je Tag</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>Token je Minute</translation>
    </message>
    <message>
        <source>Tokens a day</source>
        <translation>Token je Tag</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Anfragen zugleich</translation>
    </message>
    <message>
        <source>Further requests wait in turn for a free place, or are refused.</source>
        <translation>Weitere Anfragen warten der Reihe nach auf einen freien Platz, oder werden abgelehnt.</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Zugleich</translation>
    </message>
    <message>
        <source>May wait</source>
        <translation>Dürfen warten</translation>
    </message>
    <message>
        <source>Wait, seconds</source>
        <translation>Warten, Sekunden</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>In US dollars, by local days, weeks from Monday, and months. Models without a price are refused then.</source>
        <translation>In US-Dollar, nach örtlichen Tagen, Wochen ab Montag und Monaten. Modelle ohne Preis werden dann abgelehnt.</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Je Tag</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>Je Woche</translation>
    </message>
    <message>
        <source>A month</source>
        <translation>Je Monat</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
</context>
<context>
    <name>homeport::KeyList</name>
    <message>
        <source>Filter keys</source>
        <translation>Schlüssel filtern</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Show revoked keys (%L1)</source>
        <translation>Widerrufene Schlüssel anzeigen (%L1)</translation>
    </message>
    <message>
        <source>No key is valid now.</source>
        <translation>Zurzeit ist kein Schlüssel gültig.</translation>
    </message>
    <message>
        <source>No key matches the filter.</source>
        <translation>Kein Schlüssel passt zum Filter.</translation>
    </message>
    <message>
        <source>Show more (%L1 of %L2 shown)</source>
        <translation>Mehr zeigen (%L1 von %L2 gezeigt)</translation>
    </message>
</context>
<context>
    <name>homeport::KeyListRow</name>
    <message>
        <source>Nothing passes until it gets new limits. %1</source>
        <translation>Nichts kommt durch, bis er neue Grenzen bekommt. %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Requests with key “%1”</source>
        <translation>Anfragen mit dem Schlüssel „%1“</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>„%1“ bearbeiten</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>Schlüssel „%1“ widerrufen</translation>
    </message>
</context>
<context>
    <name>homeport::KeyScopeForm</name>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>claude-sonnet-* or a whole name</source>
        <translation>claude-sonnet-* oder ein ganzer Name</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>A&amp;liasse von Modellen</translation>
    </message>
    <message>
        <source>Group of accounts</source>
        <translation>Gruppe von Konten</translation>
    </message>
    <message>
        <source>&amp;Providers</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>&amp;Konten</translation>
    </message>
    <message>
        <source>&amp;Group of accounts</source>
        <translation>&amp;Gruppe von Konten</translation>
    </message>
    <message>
        <source>A group brings its own strategy. Groups are made on the Accounts page.</source>
        <translation>Eine Gruppe bringt ihre eigene Strategie mit. Gruppen werden auf der Seite „Konten“ angelegt.</translation>
    </message>
    <message>
        <source>An asterisk stands for any text.</source>
        <translation>Ein Sternchen steht für beliebigen Text.</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, for this key only. Of the request, the model&apos;s name is changed, and nothing else.</source>
        <translation>Wonach ein Werkzeug fragt = das Modell, das bedient, nur für diesen Schlüssel. In der Anfrage ändert sich der Name des Modells und sonst nichts.</translation>
    </message>
    <message>
        <source>What it may use</source>
        <translation>Was er benutzen darf</translation>
    </message>
    <message>
        <source>Where nothing is chosen, everything is allowed.</source>
        <translation>Wo nichts gewählt ist, ist alles erlaubt.</translation>
    </message>
    <message>
        <source>%1, those that are ticked are allowed</source>
        <translation>%1; die angehakten sind erlaubt</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>Keine Gruppe</translation>
    </message>
    <message>
        <source>A name of a model has no control characters.</source>
        <translation>Der Name eines Modells hat keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>At most 1,000 models.</source>
        <translation>Höchstens 1.000 Modelle.</translation>
    </message>
</context>
<context>
    <name>homeport::KeysCard</name>
    <message>
        <source>All keys and limits</source>
        <translation>Alle Schlüssel und Grenzen</translation>
    </message>
    <message>
        <source>Create key…</source>
        <translation>Schlüssel erstellen…</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay. Create one for each tool, so that you can take it back alone.</source>
        <translation>Ein Werkzeug braucht einen Schlüssel, um das Relay zu benutzen. Erstellen Sie für jedes Werkzeug einen eigenen, damit Sie ihn einzeln zurücknehmen können.</translation>
    </message>
    <message>
        <source>Local keys</source>
        <translation>Lokale Schlüssel</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>Einen Schlüssel dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>„%1“ widerrufen?</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>Werkzeuge, die diesen Schlüssel benutzen, werden ab jetzt abgelehnt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <translation>Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>The key could not be revoked. %1</source>
        <translation>Der Schlüssel konnte nicht widerrufen werden. %1</translation>
    </message>
    <message>
        <source>All %L1 keys</source>
        <translation>Alle %L1 Schlüssel</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>erstellt am %1</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>Schlüssel „%1“ widerrufen</translation>
    </message>
</context>
<context>
    <name>homeport::KeysPage</name>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>Noch keine Schlüssel</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay; without one nothing on this computer gets in. A key can be limited to some accounts, to a rate and to an amount of money.</source>
        <translation>Ein Werkzeug braucht einen Schlüssel, um das Relay zu benutzen; ohne ihn kommt auf diesem Rechner nichts hinein. Ein Schlüssel lässt sich auf einige Konten, eine Rate und einen Geldbetrag begrenzen.</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>Der Schlüssel wurde nicht erstellt</translation>
    </message>
</context>
<context>
    <name>homeport::LimitsCard</name>
    <message>
        <source>Un-park now</source>
        <translation>Jetzt freigeben</translation>
    </message>
    <message>
        <source>Nothing is known yet. Providers say it with their answers; it is never guessed.</source>
        <translation>Noch ist nichts bekannt. Anbieter sagen es mit ihren Antworten; es wird nie geraten.</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
</context>
<context>
    <name>homeport::LinesCard</name>
    <message>
        <source>Make a key for it</source>
        <translation>Schlüssel dafür erstellen</translation>
    </message>
    <message>
        <source>Lines for it</source>
        <translation>Zeilen dafür</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>Diese Zeilen kopieren</translation>
    </message>
    <message>
        <source>What the lines are for</source>
        <translation>Wofür die Zeilen sind</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>Alles andere</translation>
    </message>
    <message>
        <source>No key was made. %1</source>
        <translation>Es wurde kein Schlüssel erstellt. %1</translation>
    </message>
    <message>
        <source>Every program that takes an address and a key can use Homeport: scripts with an SDK, shells, curl. “Make a key for it” makes one for it; copying puts that key where %1 stands.</source>
        <translation>Jedes Programm, das eine Adresse und einen Schlüssel nimmt, kann Homeport benutzen: Skripte mit einem SDK, Shells, curl. „Schlüssel dafür erstellen“ erstellt einen; beim Kopieren tritt er an die Stelle von %1.</translation>
    </message>
</context>
<context>
    <name>homeport::ListenCard</name>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>&amp;Second address</source>
        <translation>&amp;Zweite Adresse</translation>
    </message>
    <message>
        <source>Listen on [::1] too, where there is IPv6</source>
        <translation>Auch auf [::1] lauschen, wo es IPv6 gibt</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Second address</source>
        <translation>Zweite Adresse</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>in the empty line of the second address</extracomment>
        <translation>keine</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Homeport listens on this computer alone. Tools reach it at:</source>
        <translation>Homeport lauscht nur auf diesem Rechner. Werkzeuge erreichen es unter:</translation>
    </message>
    <message>
        <source>%1, usually %2</source>
        <translation>%1, üblich %2</translation>
    </message>
    <message>
        <source>For a tool that must not share the first one, such as 127.0.0.2.</source>
        <translation>Für ein Werkzeug, das die erste nicht teilen darf, etwa 127.0.0.2.</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>No request runs at the moment.</source>
        <translation>Zurzeit läuft keine Anfrage.</translation>
    </message>
    <message>
        <source>The request that runs goes on.</source>
        <translation>Die laufende Anfrage geht weiter.</translation>
    </message>
    <message>
        <source>The %L1 requests that run go on.</source>
        <translation>Die %L1 laufenden Anfragen gehen weiter.</translation>
    </message>
    <message>
        <source>%1 Tools need the new address from then on: set them up again.</source>
        <translation>%1 Werkzeuge brauchen von da an die neue Adresse: Richten Sie sie neu ein.</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>Eine ganze Zahl, %1.</translation>
    </message>
    <message>
        <source>An address of this computer that begins with 127, such as 127.0.0.2; or nothing.</source>
        <translation>Eine Adresse dieses Rechners, die mit 127 beginnt, etwa 127.0.0.2; oder nichts.</translation>
    </message>
    <message>
        <source>Nothing was changed: another program uses this port. Choose another one.</source>
        <translation>Nichts wurde geändert: ein anderes Programm benutzt diesen Port. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>Nichts wurde geändert. %1</translation>
    </message>
    <message>
        <source>Homeport listens there now.</source>
        <translation>Homeport lauscht jetzt dort.</translation>
    </message>
    <message>
        <source>Homeport listens there once you resume it.</source>
        <translation>Homeport lauscht dort, sobald Sie es fortsetzen.</translation>
    </message>
</context>
<context>
    <name>homeport::LoggingCard</name>
    <message>
        <source>What is logged</source>
        <translation>Was protokolliert wird</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Fehler und Warnungen</translation>
    </message>
    <message>
        <source>What happens, in short</source>
        <translation>Was geschieht, in Kürze</translation>
    </message>
    <message>
        <source>Everything, to find a fault</source>
        <translation>Alles, um einen Fehler zu finden</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>It goes to standard error, where the system&apos;s journal finds it. Keys, tokens and contents are never in it.</source>
        <translation>Es geht auf die Standardfehlerausgabe, wo das Journal des Systems es findet. Schlüssel, Token und Inhalte stehen nie darin.</translation>
    </message>
</context>
<context>
    <name>homeport::LoginRow</name>
    <message>
        <source>Name of its key</source>
        <translation>Name seines Schlüssels</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Zulassen</translation>
    </message>
    <message>
        <source>Name of the key for code %1</source>
        <translation>Name des Schlüssels für den Code %1</translation>
    </message>
    <message>
        <source>Deny code %1</source>
        <translation>Code %1 ablehnen</translation>
    </message>
    <message>
        <source>Approve code %1</source>
        <translation>Code %1 genehmigen</translation>
    </message>
    <message>
        <source>Unnamed tool</source>
        <translation>Werkzeug ohne Namen</translation>
    </message>
    <message>
        <source>The code has ended</source>
        <translation>Der Code ist abgelaufen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
</context>
<context>
    <name>homeport::MainWindow</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>Proxys</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools wait to sign in</source>
        <translation>
            <numerusform>ein Werkzeug will sich anmelden</numerusform>
            <numerusform>%Ln Werkzeuge wollen sich anmelden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new programs ask to be allowed</source>
        <translation>
            <numerusform>ein neues Programm bittet um Erlaubnis</numerusform>
            <numerusform>%Ln neue Programme bitten um Erlaubnis</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>All&amp;gemein</translation>
    </message>
    <message>
        <source>&amp;Import accounts…</source>
        <translation>Konten &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export accounts…</source>
        <translation>Konten &amp;exportieren…</translation>
    </message>
    <message>
        <source>Close to &amp;tray</source>
        <translation>&amp;Schließen in den Infobereich</translation>
    </message>
    <message>
        <source>Closing the window leaves Homeport running in the tray</source>
        <translation>Nach dem Schließen des Fensters läuft Homeport im Infobereich weiter</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>E&amp;rscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Changes when Homeport starts again</source>
        <translation>Ändert sich beim nächsten Start von Homeport</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Übersicht</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>&amp;Konten</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Proxies</source>
        <translation>&amp;Proxys</translation>
    </message>
    <message>
        <source>A&amp;ctivity</source>
        <translation>&amp;Aktivität</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <translation>&amp;Nutzung</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Desktop and notifications…</source>
        <translation>&amp;Desktop und Benachrichtigungen…</translation>
    </message>
    <message>
        <source>All co&amp;mmands…</source>
        <translation>Alle Be&amp;fehle…</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>Add an account by its API key…</source>
        <translation>Ein Konto mit seinem API-Schlüssel hinzufügen…</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Copy address %1</source>
        <translation>Adresse %1 kopieren</translation>
    </message>
    <message>
        <source>Pause Homeport: let no tool connect</source>
        <translation>Homeport pausieren: kein Werkzeug verbinden lassen</translation>
    </message>
    <message>
        <source>Resume Homeport: let tools connect</source>
        <translation>Homeport fortsetzen: Werkzeuge verbinden lassen</translation>
    </message>
    <message>
        <source>Show account %1</source>
        <translation>Konto %1 anzeigen</translation>
    </message>
    <message>
        <source>Resume account %1</source>
        <translation>Konto %1 fortsetzen</translation>
    </message>
    <message>
        <source>Pause account %1</source>
        <translation>Konto %1 pausieren</translation>
    </message>
    <message>
        <source>Homeport, demo</source>
        <translation>Homeport, Demo</translation>
    </message>
    <message>
        <source>&amp;Set up Homeport…</source>
        <translation>Homeport &amp;einrichten…</translation>
    </message>
</context>
<context>
    <name>homeport::NameRow</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>„%1“ umbenennen</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationBar</name>
    <message>
        <source>Listening</source>
        <translation>Lauscht</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <extracomment>tooltip of a navigation button: page and its shortcut
----------
tooltip of a navigation button: page, its shortcut, and what waits there</extracomment>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationButton</name>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: a page, %2: what waits there</extracomment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>homeport::NewKeyPanel</name>
    <message>
        <source>new key</source>
        <translation>neuer Schlüssel</translation>
    </message>
    <message>
        <source>Copy new key</source>
        <translation>Neuen Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Key “%1” created</source>
        <translation>Schlüssel „%1“ erstellt</translation>
    </message>
    <message>
        <source>Copy it now: for your safety it can&apos;t be shown again. The lines below copy with it.</source>
        <translation>Kopieren Sie ihn jetzt: Zu Ihrer Sicherheit kann er nicht noch einmal gezeigt werden. Die Zeilen unten werden mit ihm kopiert.</translation>
    </message>
</context>
<context>
    <name>homeport::NoticeForm</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Tell when so much is used</source>
        <translation>Melden, wenn so viel verbraucht ist</translation>
    </message>
    <message>
        <source>Tell again when so much is used</source>
        <translation>Noch einmal melden, wenn so viel verbraucht ist</translation>
    </message>
    <message>
        <source>&amp;Quiet from</source>
        <translation>&amp;Ruhe von</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>What comes in quiet hours is told afterwards, if it still holds then.</source>
        <translation>Was in der Ruhezeit kommt, wird danach gemeldet, wenn es dann noch gilt.</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>An account needs a new &amp;sign-in or another key</source>
        <translation>Ein Konto braucht eine neue &amp;Anmeldung oder einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>A &amp;proxy is down</source>
        <translation>Ein &amp;Proxy ist gestört</translation>
    </message>
    <message>
        <source>A quota &amp;window is nearly used</source>
        <translation>Ein Kontingent ist für seinen &amp;Zeitraum fast verbraucht</translation>
    </message>
    <message>
        <source>A key&apos;s &amp;budget is nearly spent, or spent</source>
        <translation>Das &amp;Budget eines Schlüssels ist fast oder ganz ausgegeben</translation>
    </message>
    <message>
        <source>Nearly means</source>
        <translation>„Fast“ heißt ab</translation>
    </message>
    <message>
        <source>and, of a quota, again at</source>
        <translation>und, bei einem Kontingent, erneut ab</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>homeport::NumberField</name>
    <message>
        <source>no limit</source>
        <extracomment>in the empty line of a limit</extracomment>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>A whole number, such as 60 or 200k.</source>
        <translation>Eine ganze Zahl, etwa 60 oder 200k.</translation>
    </message>
    <message>
        <source>An amount in dollars, such as 2.50.</source>
        <translation>Ein Betrag in Dollar, etwa 2,50.</translation>
    </message>
    <message>
        <source>More than 0, or empty for no limit.</source>
        <translation>Mehr als 0, oder leer für keine Grenze.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Höchstens %1.</translation>
    </message>
</context>
<context>
    <name>homeport::OverviewPage</name>
    <message>
        <source>Demo mode</source>
        <translation>Demo-Modus</translation>
    </message>
    <message>
        <source>Answers come from a simulated provider on this computer. Nothing you do here is kept.</source>
        <translation>Antworten kommen von einem nachgestellten Anbieter auf diesem Rechner. Nichts, was Sie hier tun, wird aufgehoben.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerDialog</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Organization of “%1”</source>
        <translation>Organisation von „%1“</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>Es wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerFields</name>
    <message>
        <source>Organization and project</source>
        <translation>Organisation und Projekt</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Or&amp;ganization (optional)</source>
        <translation>Or&amp;ganisation (optional)</translation>
    </message>
    <message>
        <source>Pro&amp;ject (optional)</source>
        <translation>Pro&amp;jekt (optional)</translation>
    </message>
    <message>
        <source>Whom requests count for. Empty: whom the key or the tool says.</source>
        <translation>Für wen Anfragen zählen. Leer: für wen der Schlüssel oder das Werkzeug es sagt.</translation>
    </message>
    <message>
        <source>An id is short, and has no blanks or foreign letters.</source>
        <translation>Eine Id ist kurz und hat keine Leerzeichen oder fremden Buchstaben.</translation>
    </message>
</context>
<context>
    <name>homeport::PassphraseForm</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase wiederholen</translation>
    </message>
    <message>
        <source>Passphrase of the backups</source>
        <translation>Passphrase der Sicherungen</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens a backup, you neither.</source>
        <translation>Mindestens %1 Zeichen. Ohne sie öffnet niemand eine Sicherung, auch Sie nicht.</translation>
    </message>
    <message>
        <source>Save passphrase</source>
        <translation>Passphrase speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
</context>
<context>
    <name>homeport::PatternList</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1: one to add</source>
        <translation>%1: eines zum Hinzufügen</translation>
    </message>
    <message>
        <source>%1: add</source>
        <translation>%1: hinzufügen</translation>
    </message>
    <message>
        <source>%1: remove the selected one</source>
        <translation>%1: das ausgewählte entfernen</translation>
    </message>
</context>
<context>
    <name>homeport::PendingLogins</name>
    <message>
        <source>Waiting to sign in</source>
        <translation>Warten auf die Anmeldung</translation>
    </message>
    <message>
        <source>Approve a code only if a tool of yours shows you the same one just now. The tool gets a key of its own.</source>
        <translation>Genehmigen Sie einen Code nur, wenn Ihnen gerade eines Ihrer Werkzeuge denselben zeigt. Das Werkzeug bekommt einen eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>Einen Schlüssel dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>The code has ended: let the tool ask again.</source>
        <translation>Der Code ist abgelaufen: Lassen Sie das Werkzeug noch einmal fragen.</translation>
    </message>
</context>
<context>
    <name>homeport::PendingPrograms</name>
    <message>
        <source>New programs</source>
        <translation>Neue Programme</translation>
    </message>
    <message>
        <source>These programs have a key and want to use Homeport for the first time. Allow those you know; you are asked once for each.</source>
        <translation>Diese Programme haben einen Schlüssel und wollen Homeport zum ersten Mal benutzen. Erlauben Sie die, die Sie kennen; zu jedem werden Sie einmal gefragt.</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Waits for your answer, %1 left</source>
        <translation>Wartet auf Ihre Antwort, noch %1</translation>
    </message>
    <message>
        <source>Was refused because nobody answered; it may try again once you allow it</source>
        <translation>Wurde abgelehnt, weil niemand geantwortet hat; es darf es wieder versuchen, sobald Sie es erlauben</translation>
    </message>
</context>
<context>
    <name>homeport::PricesCard</name>
    <message>
        <source>Check for new prices</source>
        <translation>Nach neuen Preisen suchen</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>%L1 models have a price; the list is of %2.</source>
        <translation>%L1 Modelle haben einen Preis; die Liste ist vom %2.</translation>
    </message>
    <message>
        <source>It was fetched from %1 on %2.</source>
        <translation>Sie wurde am %2 von %1 geholt.</translation>
    </message>
    <message>
        <source>Prices of your own lie on top and stay.</source>
        <translation>Eigene Preise liegen darüber und bleiben.</translation>
    </message>
    <message>
        <source>Fetching the list that LiteLLM publishes…</source>
        <translation>Die Liste, die LiteLLM veröffentlicht, wird geholt…</translation>
    </message>
    <message>
        <source>No list was fetched. %1</source>
        <translation>Es wurde keine Liste geholt. %1</translation>
    </message>
    <message>
        <source>The prices are those of the newest list.</source>
        <translation>Die Preise sind die der neuesten Liste.</translation>
    </message>
    <message>
        <source>The new prices are used from now on.</source>
        <translation>Die neuen Preise gelten ab jetzt.</translation>
    </message>
    <message>
        <source>There are new prices: check again to look at them.</source>
        <translation>Es gibt neue Preise: Suchen Sie noch einmal, um sie anzusehen.</translation>
    </message>
</context>
<context>
    <name>homeport::PricesDialog</name>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>your own price stays</source>
        <translation>Ihr eigener Preis bleibt</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <extracomment>what a million tokens cost: %1 those of a prompt, %2 those of an answer</extracomment>
        <translation>%1 Eingabe, %2 Ausgabe</translation>
    </message>
    <message>
        <source>New prices</source>
        <translation>Neue Preise</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use these prices</source>
        <translation>Diese Preise benutzen</translation>
    </message>
    <message>
        <source>One price changes</source>
        <translation>Ein Preis ändert sich</translation>
    </message>
    <message>
        <source>%L1 prices change</source>
        <translation>%L1 Preise ändern sich</translation>
    </message>
    <message>
        <source>In dollars for a million tokens. The list is of %1, from %2. Requests that were made keep what they cost.</source>
        <translation>In Dollar für eine Million Token. Die Liste ist vom %1, von %2. Frühere Anfragen behalten ihre Kosten.</translation>
    </message>
    <message>
        <source>%L1 entries can&apos;t be told exactly and are left out, such as %2.</source>
        <translation>%L1 Einträge lassen sich nicht genau angeben und sind ausgelassen, etwa %2.</translation>
    </message>
</context>
<context>
    <name>homeport::ProgramsCard</name>
    <message>
        <source>&amp;Ask before a program uses Homeport for the first time</source>
        <translation>&amp;Fragen, bevor ein Programm Homeport zum ersten Mal benutzt</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>A request of a program that is not allowed yet waits up to 30 seconds for your answer. Scripts count as their interpreter, such as node or python.</source>
        <translation>Die Anfrage eines Programms, das noch nicht erlaubt ist, wartet bis zu 30 Sekunden auf Ihre Antwort. Skripte zählen als ihr Interpreter, etwa node oder python.</translation>
    </message>
    <message>
        <source>Allowed since %1</source>
        <translation>Erlaubt seit %1</translation>
    </message>
    <message>
        <source>Denied since %1</source>
        <translation>Abgelehnt seit %1</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
</context>
<context>
    <name>homeport::ProxiesPage</name>
    <message>
        <source>Proxies</source>
        <translation>Proxys</translation>
    </message>
    <message>
        <source>Direct hosts…</source>
        <translation>Direkte Rechner…</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>Rechner, die direkt erreicht werden</translation>
    </message>
    <message>
        <source>Add proxy…</source>
        <translation>Proxy hinzufügen…</translation>
    </message>
    <message>
        <source>No proxies</source>
        <translation>Keine Proxys</translation>
    </message>
    <message>
        <source>Accounts go direct. Add a proxy where your network wants one, or where an account must always leave from the same address. If a proxy fails, its accounts stop: nothing ever goes direct instead.</source>
        <translation>Konten gehen direkt. Fügen Sie einen Proxy hinzu, wo Ihr Netz einen verlangt oder wo ein Konto immer von derselben Adresse ausgehen muss. Fällt ein Proxy aus, stehen seine Konten still: Nie geht stattdessen etwas direkt.</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Make another one the default.</source>
        <translation>Der Standardproxy wurde entfernt: Konten, die keinen gewählt haben, stehen still. Machen Sie einen anderen zum Standard.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>Konten ohne gewählten Proxy gehen direkt.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through “%1”.</source>
        <translation>Konten, die keinen Proxy gewählt haben, gehen durch „%1“.</translation>
    </message>
    <message>
        <source>%1 leave from %2.</source>
        <translation>%1 gehen von %2 aus.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Accounts share an address</source>
        <translation>Konten teilen sich eine Adresse</translation>
    </message>
    <message>
        <source>%1 Their provider sees them as one place.</source>
        <translation>%1 Ihr Anbieter sieht sie als einen Ort.</translation>
    </message>
    <message>
        <source>The default was not changed</source>
        <translation>Der Standard wurde nicht geändert</translation>
    </message>
    <message>
        <source>No account goes through it.</source>
        <translation>Kein Konto geht hindurch.</translation>
    </message>
    <message>
        <source>%1 stop until you choose another way for them. Nothing goes direct instead.</source>
        <translation>%1 stehen still, bis Sie einen anderen Weg für sie wählen. Nichts geht stattdessen direkt.</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>%1 Its saved login is deleted. This can&apos;t be undone.</source>
        <translation>%1 Die gespeicherte Anmeldung wird gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Remove proxy</source>
        <translation>Proxy entfernen</translation>
    </message>
    <message>
        <source>The proxy was not removed</source>
        <translation>Der Proxy wurde nicht entfernt</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceDialog</name>
    <message>
        <source>a removed proxy</source>
        <translation>ein entfernter Proxy</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>Direkt</translation>
    </message>
    <message>
        <source>Default: direct</source>
        <translation>Standard: direkt</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Standard: %1</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, dann </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Proxy of “%1”</source>
        <translation>Proxy von „%1“</translation>
    </message>
    <message>
        <source>&amp;Direct, without a proxy</source>
        <translation>&amp;Direkt, ohne Proxy</translation>
    </message>
    <message>
        <source>&amp;These proxies, in this order</source>
        <translation>Diese Pro&amp;xys, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Proxy of the new account</source>
        <translation>Proxy des neuen Kontos</translation>
    </message>
    <message>
        <source>D&amp;efault: direct at the moment</source>
        <translation>&amp;Standard: zurzeit direkt</translation>
    </message>
    <message>
        <source>D&amp;efault: it was removed</source>
        <translation>&amp;Standard: wurde entfernt</translation>
    </message>
    <message>
        <source>D&amp;efault: “%1” at the moment</source>
        <translation>&amp;Standard: zurzeit „%1“</translation>
    </message>
    <message>
        <source>Proxies, those that are ticked are used</source>
        <translation>Proxys; die angehakten werden benutzt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The first one that works is used. If none does, the account stops; nothing goes direct instead.</source>
        <translation>Der erste, der geht, wird benutzt. Geht keiner, steht das Konto still; nichts geht stattdessen direkt.</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>(entfernt)</translation>
    </message>
    <message>
        <source>The choice was not saved</source>
        <translation>Die Wahl wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceField</name>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change the proxy</source>
        <translation>Proxy ändern</translation>
    </message>
    <message>
        <source>Proxy: %1</source>
        <translation>Proxy: %1</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyDialog</name>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>&amp;Keep the saved login</source>
        <translation>Gespeicherte Anmeldung &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Rechner</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>&amp;Login</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Kenn&amp;wort</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Add proxy</source>
        <translation>Proxy hinzufügen</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>„%1“ bearbeiten</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Keep the saved login</source>
        <translation>Gespeicherte Anmeldung behalten</translation>
    </message>
    <message>
        <source>Or paste a whole address: socks5://user:password@host:1080</source>
        <translation>Oder fügen Sie eine ganze Adresse ein: socks5://user:password@host:1080</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer; any characters will do.</source>
        <translation>Liegt verschlüsselt auf diesem Rechner; alle Zeichen sind möglich.</translation>
    </message>
    <message>
        <source>K&amp;ind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>There is a proxy of this name already.</source>
        <translation>Einen Proxy dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Type the proxy&apos;s name or address.</source>
        <translation>Geben Sie Name oder Adresse des Proxys ein.</translation>
    </message>
    <message>
        <source>1 to 65535.</source>
        <translation>1 bis 65535.</translation>
    </message>
    <message>
        <source>A password needs a login.</source>
        <translation>Ein Kennwort braucht einen Benutzernamen.</translation>
    </message>
    <message>
        <source>The proxy was not saved</source>
        <translation>Der Proxy wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyListRow</name>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Make default</source>
        <translation>Als Standard</translation>
    </message>
    <message>
        <source>with a login</source>
        <translation>mit Anmeldung</translation>
    </message>
    <message>
        <source>without a login</source>
        <translation>ohne Anmeldung</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: with or without a login, %2: the accounts</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Unset default</source>
        <translation>Nicht mehr Standard</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct then</source>
        <translation>Konten, die keinen Proxy gewählt haben, gehen dann direkt</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it then</source>
        <translation>Konten, die keinen Proxy gewählt haben, gehen dann hindurch</translation>
    </message>
    <message>
        <source>“%1” is the default no more</source>
        <translation>„%1“ ist nicht mehr Standard</translation>
    </message>
    <message>
        <source>Make “%1” the default</source>
        <translation>„%1“ zum Standard machen</translation>
    </message>
    <message>
        <source>Test “%1”</source>
        <translation>„%1“ testen</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>„%1“ bearbeiten</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird getestet…</translation>
    </message>
</context>
<context>
    <name>homeport::RecoveryCard</name>
    <message>
        <source>recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Copy recovery code</source>
        <translation>Wiederherstellungscode kopieren</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>Code erstellen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>Ich habe ihn verwahrt</translation>
    </message>
    <message>
        <source>No recovery code was made</source>
        <translation>Es wurde kein Wiederherstellungscode erstellt</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>Ihr Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Write it down or print it, and keep it away from this computer: it can&apos;t be shown again. It opens this vault when its key is lost: homeportctl vault recover.</source>
        <translation>Schreiben Sie ihn auf oder drucken Sie ihn, und bewahren Sie ihn getrennt von diesem Rechner auf: Er kann nicht noch einmal gezeigt werden. Er öffnet diesen Tresor, wenn dessen Schlüssel verloren ist: homeportctl vault recover.</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>Wiederherstellungscode erzeugen</translation>
    </message>
    <message>
        <source>Your credentials are sealed under a key that only this computer has. If that key is lost, a recovery code on paper brings them back.</source>
        <translation>Ihre Zugangsdaten sind unter einem Schlüssel versiegelt, den nur dieser Rechner hat. Geht er verloren, holt ein Wiederherstellungscode auf Papier sie zurück.</translation>
    </message>
    <message>
        <source>Save recovery code to a file</source>
        <translation>Wiederherstellungscode in einer Datei speichern</translation>
    </message>
    <message>
        <source>Save recovery code</source>
        <translation>Wiederherstellungscode speichern</translation>
    </message>
    <message>
        <source>Saved as %1. Move it away from this computer.</source>
        <translation>Gespeichert als %1. Bringen Sie die Datei von diesem Rechner weg.</translation>
    </message>
    <message>
        <source>There is a file of this name already, and it was left alone. Choose another name.</source>
        <translation>Eine Datei dieses Namens gibt es schon; sie blieb unangetastet. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>It was not saved. %1</source>
        <translation>Er wurde nicht gespeichert. %1</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Ohne ihn weiter</translation>
    </message>
</context>
<context>
    <name>homeport::RelayCard</name>
    <message>
        <source>Copy endpoint</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>active accounts</source>
        <translation>aktive Konten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
</context>
<context>
    <name>homeport::RelayStep</name>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Use another port…</source>
        <translation>Anderen Port benutzen…</translation>
    </message>
    <message>
        <source>Address for tools</source>
        <translation>Adresse für Werkzeuge</translation>
    </message>
    <message>
        <source>One address for every tool</source>
        <translation>Eine Adresse für alle Werkzeuge</translation>
    </message>
    <message>
        <source>Point your tools at Homeport instead of at a provider. It checks the tool&apos;s key, picks one of your accounts, and passes the request and its answer on, byte for byte.</source>
        <translation>Richten Sie Ihre Werkzeuge auf Homeport statt auf einen Anbieter. Es prüft den Schlüssel des Werkzeugs, wählt eines Ihrer Konten und reicht Anfrage und Antwort Byte für Byte weiter.</translation>
    </message>
</context>
<context>
    <name>homeport::ReplaceKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API-&amp;Schlüssel</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>Schlüssel holen</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Diesen Schlüssel benutzen</translation>
    </message>
    <message>
        <source>The new key takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>Der neue Schlüssel tritt an die Stelle des jetzigen von „%1“. Name, Einstellungen und Verlauf bleiben.</translation>
    </message>
    <message>
        <source>Enter new key</source>
        <translation>Neuen Schlüssel eingeben</translation>
    </message>
    <message>
        <source>It takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>Er tritt an die Stelle des jetzigen Schlüssels von „%1“. Name, Einstellungen und Verlauf bleiben.</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>Schlüssel von %1 holen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>Es ließ sich kein Browser öffnen. Schlüssel werden hier erstellt: %1</translation>
    </message>
    <message>
        <source>The key was not stored</source>
        <translation>Der Schlüssel wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::RequestContents</name>
    <message>
        <source>Show contents</source>
        <translation>Inhalt anzeigen</translation>
    </message>
    <message>
        <source>Edit key…</source>
        <translation>Schlüssel bearbeiten…</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>Aufgehoben bis %1</translation>
    </message>
    <message>
        <source>Its key keeps contents: they are here once it has ended.</source>
        <translation>Ihr Schlüssel hebt Inhalt auf: Er ist hier, sobald sie beendet ist.</translation>
    </message>
    <message>
        <source>They are sealed and the vault is locked. Unlock it on the Overview page.</source>
        <translation>Er ist versiegelt, und der Tresor ist gesperrt. Entsperren Sie ihn auf der Seite „Übersicht“.</translation>
    </message>
    <message>
        <source>Edit key “%1”</source>
        <translation>Schlüssel „%1“ bearbeiten</translation>
    </message>
    <message>
        <source>None are kept of this request.</source>
        <translation>Von dieser Anfrage ist keiner aufgehoben.</translation>
    </message>
    <message>
        <source>None are kept of this request, or not any more.</source>
        <translation>Von dieser Anfrage ist keiner aufgehoben, oder nicht mehr.</translation>
    </message>
    <message>
        <source>This key keeps no contents.</source>
        <translation>Dieser Schlüssel hebt keinen Inhalt auf.</translation>
    </message>
</context>
<context>
    <name>homeport::RequestDetail</name>
    <message>
        <source>%1, answered by %2</source>
        <extracomment>%1: the model that was asked for, %2: the one that answered</extracomment>
        <translation>%1, beantwortet von %2</translation>
    </message>
    <message>
        <source>%1, by the prices of %2</source>
        <extracomment>%1: an amount of money, %2: the version of a list of prices: a date and whose it is</extracomment>
        <translation>%1, nach den Preisen von %2</translation>
    </message>
    <message>
        <source>Why this account?</source>
        <translation>Warum dieses Konto?</translation>
    </message>
    <message>
        <source>Selected request</source>
        <translation>Ausgewählte Anfrage</translation>
    </message>
    <message>
        <source>Facts about the request</source>
        <translation>Angaben zur Anfrage</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Local key</source>
        <translation>Lokaler Schlüssel</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>first byte %1, whole %2</source>
        <translation>erstes Byte %1, ganz %2</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>%1 gesendet, %2 empfangen</translation>
    </message>
    <message>
        <source>Why this account? %1</source>
        <extracomment>%1: a sentence on what failed</extracomment>
        <translation>Warum dieses Konto? %1</translation>
    </message>
    <message>
        <source>Select a request to see what became of it.</source>
        <translation>Wählen Sie eine Anfrage aus, um zu sehen, was aus ihr wurde.</translation>
    </message>
</context>
<context>
    <name>homeport::RequestFilterBar</name>
    <message>
        <source>Search requests</source>
        <translation>Anfragen durchsuchen</translation>
    </message>
    <message>
        <source>Search by any word</source>
        <translation>Nach beliebigen Wörtern suchen</translation>
    </message>
    <message>
        <source>Names, paths, sessions, programs, details and status codes are looked through</source>
        <translation>Durchsucht werden Namen, Pfade, Sitzungen, Programme, Einzelheiten und Statuscodes</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Jeder Status</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Gelungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>4xx</source>
        <translation>4xx</translation>
    </message>
    <message>
        <source>5xx</source>
        <translation>5xx</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgerissen</translation>
    </message>
</context>
<context>
    <name>homeport::RequestGrid</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>homeport::RequestModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>Erstes Byte</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>%1 gesendet, %2 empfangen</translation>
    </message>
</context>
<context>
    <name>homeport::RequestTable</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
</context>
<context>
    <name>homeport::ResetCard</name>
    <message>
        <source>Reset settings…</source>
        <translation>Einstellungen zurücksetzen…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Connection, limits, time-outs, backups and the log go back to what is usual. Accounts, keys, proxies, usage and how long it is kept stay as they are.</source>
        <translation>Verbindung, Grenzen, Zeitlimits, Sicherungen und Protokoll werden wieder wie üblich. Konten, Schlüssel, Proxys, Nutzung und ihre Aufbewahrung bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source> Homeport moves to port %1: tools need the new address.</source>
        <translation> Homeport zieht auf Port %1 um: Werkzeuge brauchen die neue Adresse.</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>Alle Einstellungen zurücksetzen?</translation>
    </message>
    <message>
        <source>They go back to what is usual. Accounts, keys and all data stay.</source>
        <translation>Sie werden wieder wie üblich. Konten, Schlüssel und alle Daten bleiben.</translation>
    </message>
    <message>
        <source>All settings are as usual.</source>
        <translation>Alle Einstellungen sind wie üblich.</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>Nichts wurde geändert. %1</translation>
    </message>
</context>
<context>
    <name>homeport::RestoreDialog</name>
    <message>
        <source>Passphrase of the backup</source>
        <translation>Passphrase der Sicherung</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the backup</source>
        <translation>&amp;Passphrase der Sicherung</translation>
    </message>
    <message>
        <source>New passphrase of the vault</source>
        <translation>Neue Passphrase des Tresors</translation>
    </message>
    <message>
        <source>New passphrase of the &amp;vault</source>
        <translation>Neue Passphrase des &amp;Tresors</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>The restored vault gets a key of its own; you type this at each start.</source>
        <translation>Der wiederhergestellte Tresor bekommt einen eigenen Schlüssel; das hier geben Sie bei jedem Start ein.</translation>
    </message>
    <message>
        <source>%1, made %2</source>
        <translation>%1, angelegt am %2</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>Diese Sicherung wiederherstellen?</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies become those of the backup, and so does what was used, where the backup has it. What is there now is kept in a folder beside it; nothing is deleted. Then Homeport starts again: requests that run are broken off.</source>
        <translation>Konten, Schlüssel und Proxys werden die der Sicherung, auch die Nutzung, wo die Sicherung sie hat. Was jetzt da ist, bleibt in einem Ordner daneben; nichts wird gelöscht. Dann startet Homeport neu: Laufende Anfragen werden abgebrochen.</translation>
    </message>
    <message>
        <source>Type the passphrase it was made with.</source>
        <translation>Geben Sie die Passphrase ein, mit der sie angelegt wurde.</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Homeport starts again now.</source>
        <translation>Homeport startet jetzt neu.</translation>
    </message>
    <message>
        <source>This passphrase does not open the backup.</source>
        <translation>Diese Passphrase öffnet die Sicherung nicht.</translation>
    </message>
    <message>
        <source>Nothing was restored</source>
        <translation>Nichts wurde wiederhergestellt</translation>
    </message>
</context>
<context>
    <name>homeport::RetentionCard</name>
    <message>
        <source>Keep requests for, days</source>
        <translation>Anfragen aufbewahren, Tage</translation>
    </message>
    <message>
        <source>Keep at most, requests</source>
        <translation>Höchstens aufbewahren, Anfragen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Older requests go one by one; the sums of the Usage page stay for ever.</source>
        <translation>Ältere Anfragen gehen nach und nach; die Summen der Seite „Nutzung“ bleiben für immer.</translation>
    </message>
    <message>
        <source>It can&apos;t be told how much is kept. %1 %2</source>
        <translation>Wie viel aufgehoben ist, lässt sich nicht sagen. %1 %2</translation>
    </message>
    <message>
        <source>No request is kept yet. %1</source>
        <translation>Noch ist keine Anfrage aufgehoben. %1</translation>
    </message>
    <message>
        <source>%L1 requests since %2 take %3. %4</source>
        <translation>%L1 Anfragen seit %2 brauchen %3. %4</translation>
    </message>
    <message>
        <source>A whole number, 1 to %L1.</source>
        <translation>Eine ganze Zahl, 1 bis %L1.</translation>
    </message>
    <message>
        <source>A whole number, %1 to %2.</source>
        <translation>Eine ganze Zahl, %1 bis %2.</translation>
    </message>
    <message>
        <source>Keep less?</source>
        <translation>Weniger aufbewahren?</translation>
    </message>
    <message>
        <source>Requests beyond it are deleted now, for good: at most %L1 days and %2 requests stay. The sums stay.</source>
        <translation>Anfragen darüber hinaus werden jetzt endgültig gelöscht: Höchstens %L1 Tage und %2 Anfragen bleiben. Die Summen bleiben.</translation>
    </message>
    <message>
        <source>Keep less</source>
        <translation>Weniger aufbewahren</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>homeport::RevokeKeyDialog</name>
    <message>
        <source>Revoke key</source>
        <translation>Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>„%1“ widerrufen?</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>Werkzeuge, die diesen Schlüssel benutzen, werden ab jetzt abgelehnt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break the %Ln requests that run with it, too</source>
        <translation>
            <numerusform>&amp;Auch die Anfrage abbrechen, die damit läuft</numerusform>
            <numerusform>&amp;Auch die %Ln Anfragen abbrechen, die damit laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Break requests that run with it, too (none at the moment)</source>
        <translation>&amp;Auch Anfragen abbrechen, die damit laufen (zurzeit keine)</translation>
    </message>
    <message>
        <source>The key was not revoked</source>
        <translation>Der Schlüssel wurde nicht widerrufen</translation>
    </message>
</context>
<context>
    <name>homeport::RouteDiagram</name>
    <message>
        <source>Your tools</source>
        <translation>Ihre Werkzeuge</translation>
    </message>
    <message>
        <source>send a local key</source>
        <translation>senden einen lokalen Schlüssel</translation>
    </message>
    <message>
        <source>puts an account&apos;s credential in</source>
        <translation>setzt die Zugangsdaten eines Kontos ein</translation>
    </message>
    <message>
        <source>The account&apos;s provider</source>
        <translation>Der Anbieter des Kontos</translation>
    </message>
    <message>
        <source>answers as always</source>
        <translation>antwortet wie immer</translation>
    </message>
    <message>
        <source>A tool&apos;s request goes to %1 on this computer, and from there to the provider of one of your accounts.</source>
        <translation>Die Anfrage eines Werkzeugs geht zu %1 auf diesem Rechner, und von dort zum Anbieter eines Ihrer Konten.</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingCard</name>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change its part in routing</source>
        <translation>Seine Rolle in der Verteilung ändern</translation>
    </message>
    <message>
        <source>Part in routing</source>
        <translation>Rolle in der Verteilung</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>%1 (the lowest is asked first)</source>
        <translation>%1 (die niedrigste wird zuerst gefragt)</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>Keeps %1 of every quota</source>
        <translation>Behält %1 von jedem Kontingent</translation>
    </message>
    <message>
        <source>Keeps nothing back</source>
        <translation>Behält nichts zurück</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Every model</source>
        <translation>Jedes Modell</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>Zählt als</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>In none</source>
        <translation>In keiner</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>claude-* or a whole name</source>
        <translation>claude-* oder ein ganzer Name</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Priorität</translation>
    </message>
    <message>
        <source>&amp;Weight</source>
        <translation>&amp;Gewicht</translation>
    </message>
    <message>
        <source>&amp;Reserve, percent</source>
        <translation>&amp;Reserve, Prozent</translation>
    </message>
    <message>
        <source>&amp;Models it serves</source>
        <translation>&amp;Modelle, die es bedient</translation>
    </message>
    <message>
        <source>Other &amp;names</source>
        <translation>Andere &amp;Namen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>“%1” in routing</source>
        <translation>„%1“ in der Verteilung</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Reserve, percent</source>
        <translation>Reserve, Prozent</translation>
    </message>
    <message>
        <source>Other names, one a line</source>
        <translation>Andere Namen, einer pro Zeile</translation>
    </message>
    <message>
        <source>The lowest is asked first.</source>
        <translation>Die niedrigste wird zuerst gefragt.</translation>
    </message>
    <message>
        <source>1 to 100: its share.</source>
        <translation>1 bis 100: sein Anteil.</translation>
    </message>
    <message>
        <source>0 to 95: of every quota.</source>
        <translation>0 bis 95: von jedem Kontingent.</translation>
    </message>
    <message>
        <source>None listed: every model. An asterisk stands for any text.</source>
        <translation>Keines genannt: jedes Modell. Ein Sternchen steht für beliebigen Text.</translation>
    </message>
    <message>
        <source>A name that tools use = the model it counts as here, one a line. Requests are never changed.</source>
        <translation>Ein Name, den Werkzeuge benutzen = das Modell, als das er hier zählt, einer pro Zeile. Anfragen werden nie geändert.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>-1000 to 1000.</source>
        <translation>-1000 bis 1000.</translation>
    </message>
    <message>
        <source>1 to 100.</source>
        <translation>1 bis 100.</translation>
    </message>
    <message>
        <source>0 to 95.</source>
        <translation>0 bis 95.</translation>
    </message>
    <message>
        <source>“%1” is no name of a model.</source>
        <translation>„%1“ ist kein Name eines Modells.</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks and asterisks.</source>
        <translation>Zeile %1 ist kein „Name = Modell“, beide ohne Leerzeichen und Sternchen.</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>Zeile %1: „%2“ gibt es schon.</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>Es wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>homeport::RowFigures</name>
    <message>
        <source>%1 tokens in 24 h</source>
        <translation>%1 Token in 24 h</translation>
    </message>
    <message>
        <source>nothing in 24 h</source>
        <translation>nichts in 24 h</translation>
    </message>
    <message>
        <source>No tokens in the last 24 hours</source>
        <translation>Keine Token in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Tokens per hour in the last 24 hours: %1 in all, most between %2 and %3 (%4)</source>
        <translation>Token pro Stunde in den letzten 24 Stunden: insgesamt %1, die meisten zwischen %2 und %3 (%4)</translation>
    </message>
</context>
<context>
    <name>homeport::SearchStrip</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Looked through %L1 of %L2 requests…</source>
        <translation>%L1 von %L2 Anfragen durchsucht…</translation>
    </message>
    <message>
        <source>Loading requests…</source>
        <translation>Anfragen werden geladen…</translation>
    </message>
    <message>
        <source>Stopped after %L1 of %L2 requests.</source>
        <translation>Nach %L1 von %L2 Anfragen angehalten.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport konnte seine eigenen Aufzeichnungen nicht lesen. Versuchen Sie es noch einmal; wenn es so bleibt, starten Sie Homeport neu.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what failed; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>homeport::SecretEdit</name>
    <message>
        <source>Reveal %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>Verbergen: %1</translation>
    </message>
</context>
<context>
    <name>homeport::ServiceAccountForm</name>
    <message>
        <source>Open the list of service accounts</source>
        <translation>Liste der Dienstkonten öffnen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Region</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>Pro&amp;jekt-Id</translation>
    </message>
    <message>
        <source>Takes the content of the key file from the clipboard, without showing it</source>
        <translation>Nimmt den Inhalt der Schlüsseldatei aus der Zwischenablage, ohne ihn zu zeigen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>Projekt-Id</translation>
    </message>
    <message>
        <source>Where the models are. Another region than these may be typed.</source>
        <translation>Wo die Modelle sind. Auch eine andere Region als diese lässt sich eintippen.</translation>
    </message>
    <message>
        <source>It is in the key file. Another one, if the service account may use it.</source>
        <translation>Sie steht in der Schlüsseldatei. Eine andere, wenn das Dienstkonto sie benutzen darf.</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>Es ließ sich kein Browser öffnen. Die Stelle ist %1</translation>
    </message>
    <message>
        <source>The key file is missing: drop it here, choose it, or paste its content.</source>
        <translation>Die Schlüsseldatei fehlt: Legen Sie sie hier ab, wählen Sie sie, oder fügen Sie ihren Inhalt ein.</translation>
    </message>
    <message>
        <source>Enter a region, such as us-central1 or global.</source>
        <translation>Geben Sie eine Region ein, etwa us-central1 oder global.</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, such as my-project-42, not its name.</source>
        <translation>Geben Sie die Id des Projekts ein, etwa my-project-42, nicht seinen Namen.</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>Schlüsseldatei wählen</translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation>Schlüsseldateien (*.json)</translation>
    </message>
    <message>
        <source>The clipboard holds no text: copy all of the key file first.</source>
        <translation>Die Zwischenablage enthält keinen Text: Kopieren Sie erst die ganze Schlüsseldatei.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>%1 was read: the key of %2.</source>
        <translation>%1 wurde gelesen: der Schlüssel von %2.</translation>
    </message>
    <message>
        <source>Drop the service account&apos;s key file (*.json) here, choose it, or paste its content.</source>
        <translation>Legen Sie die Schlüsseldatei (*.json) des Dienstkontos hier ab, wählen Sie sie, oder fügen Sie ihren Inhalt ein.</translation>
    </message>
</context>
<context>
    <name>homeport::SettingField</name>
    <message>
        <source>%1, usually %2</source>
        <extracomment>below a number: its range, and what it is unless someone changes it</extracomment>
        <translation>%1, üblich %2</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>Eine ganze Zahl, %1.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>a range of numbers</extracomment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Set by %1 when Homeport was started; that holds until it is started without it.</source>
        <translation>Beim Start von Homeport durch %1 gesetzt; das gilt, bis es ohne diese Option gestartet wird.</translation>
    </message>
</context>
<context>
    <name>homeport::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>Zeitlimits</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Default proxy</source>
        <translation>Standardproxy</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu „%1“ gehen</translation>
    </message>
    <message>
        <source>Something in settings.ini does not hold</source>
        <translation>Etwas in settings.ini gilt nicht</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
</context>
<context>
    <name>homeport::SetupToolRow</name>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Configure…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>Seinen Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>%1 einrichten</translation>
    </message>
    <message>
        <source>Look again at %1</source>
        <translation>%1 noch einmal ansehen</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 einrichten</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>Den Schlüssel von %1 kopieren</translation>
    </message>
    <message>
        <source>What changes in the files of %1</source>
        <translation>Was sich in den Dateien von %1 ändert</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>Bitte beachten</translation>
    </message>
    <message>
        <source>It was not set up. %1</source>
        <translation>Es wurde nicht eingerichtet. %1</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>Der Schlüssel ist in der Zwischenablage: fügen Sie ihn in %1 ein.</translation>
    </message>
    <message>
        <source>Setting it up…</source>
        <translation>Wird eingerichtet…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Eingerichtet</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>Seine Dateien werden angesehen…</translation>
    </message>
    <message>
        <source>Hide changes</source>
        <translation>Änderungen ausblenden</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Änderungen zeigen</translation>
    </message>
    <message>
        <source>Hide what changes for %1</source>
        <translation>Ausblenden, was sich für %1 ändert</translation>
    </message>
    <message>
        <source>Show what changes for %1</source>
        <translation>Zeigen, was sich für %1 ändert</translation>
    </message>
</context>
<context>
    <name>homeport::SetupTools</name>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Look for tools again</source>
        <translation>Noch einmal nach Werkzeugen suchen</translation>
    </message>
    <message>
        <source>Not installed: %1</source>
        <translation>Nicht installiert: %1</translation>
    </message>
    <message>
        <source>Looking for tools…</source>
        <translation>Suche nach Werkzeugen…</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed. %1</source>
        <translation>Die Werkzeuge können nicht aufgelistet werden. %1</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again. For any other program the Tools page has lines to copy.</source>
        <translation>Keines der Werkzeuge, die Homeport einrichten kann, wurde gefunden. Installieren Sie eines und suchen Sie noch einmal. Für alle anderen Programme hat die Seite „Werkzeuge“ Zeilen zum Kopieren.</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Wird eingerichtet…</translation>
    </message>
    <message numerus="yes">
        <source>Set up %Ln tools</source>
        <translation>
            <numerusform>Ein Werkzeug einrichten</numerusform>
            <numerusform>%Ln Werkzeuge einrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Set up tools</source>
        <translation>Werkzeuge einrichten</translation>
    </message>
</context>
<context>
    <name>homeport::SignInDialog</name>
    <message>
        <source>What was said, word for word</source>
        <translation>Was gesagt wurde, wörtlich</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Open browser</source>
        <translation>Browser öffnen</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>The account “%1” is ready to use.</source>
        <translation>Das Konto „%1“ ist bereit.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Nothing came back from the browser in time. Try again, and finish in the browser within the time shown.</source>
        <translation>Vom Browser kam nicht rechtzeitig etwas zurück. Versuchen Sie es noch einmal, und schließen Sie im Browser innerhalb der gezeigten Zeit ab.</translation>
    </message>
    <message>
        <source>The provider did not approve it. Its words are below; nothing was added or changed.</source>
        <translation>Der Anbieter hat nicht zugestimmt. Seine Worte stehen unten; es wurde nichts hinzugefügt oder geändert.</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>Die Anmeldung hat nicht geklappt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>homeport::SignInStart</name>
    <message>
        <source>Your browser opens the provider&apos;s own page. Homeport never sees your password.</source>
        <translation>Ihr Browser öffnet die Seite des Anbieters selbst. Homeport sieht Ihr Kennwort nie.</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>How to make one</source>
        <translation>Wie man einen erstellt</translation>
    </message>
    <message>
        <source>Open the provider&apos;s console</source>
        <translation>Konsole des Anbieters öffnen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>Es ließ sich kein Browser öffnen. Die Stelle ist %1</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>So heißt es in Homeport; jeder Name ist recht.</translation>
    </message>
    <message>
        <source>Sign in again to %1 as “%2”. Its name, settings and history stay; only the credential is new.</source>
        <translation>Melden Sie sich bei %1 als „%2“ neu an. Name, Einstellungen und Verlauf bleiben; nur die Zugangsdaten sind neu.</translation>
    </message>
    <message>
        <source>Change its OAuth client only where the provider shows you another id or secret by now.</source>
        <translation>Ändern Sie den OAuth-Client nur, wenn der Anbieter Ihnen inzwischen eine andere Id oder ein anderes Geheimnis zeigt.</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ein Konto dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>The sign-in could not start</source>
        <translation>Die Anmeldung konnte nicht beginnen</translation>
    </message>
    <message>
        <source>Choose the client&apos;s file</source>
        <translation>Datei des Clients wählen</translation>
    </message>
    <message>
        <source>Client files (client_secret_*.json *.json)</source>
        <translation>Client-Dateien (client_secret_*.json *.json)</translation>
    </message>
</context>
<context>
    <name>homeport::SignInWait</name>
    <message>
        <source>Open browser again</source>
        <translation>Browser noch einmal öffnen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation>Kein Browser ließ sich öffnen</translation>
    </message>
    <message>
        <source>Copy the link and open it in a browser yourself.</source>
        <translation>Kopieren Sie den Link und öffnen Sie ihn selbst in einem Browser.</translation>
    </message>
    <message>
        <source>Address from the browser</source>
        <translation>Adresse aus dem Browser</translation>
    </message>
    <message>
        <source>&amp;Paste it here</source>
        <translation>Hier &amp;einfügen</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>Link kopiert</translation>
    </message>
    <message>
        <source>Finish signing in to %1 in your browser</source>
        <translation>Schließen Sie die Anmeldung bei %1 in Ihrem Browser ab</translation>
    </message>
    <message>
        <source>At the end the page shows a code</source>
        <translation>Am Ende zeigt die Seite einen Code</translation>
    </message>
    <message>
        <source>Stuck, or is the browser on another computer?</source>
        <translation>Geht es nicht weiter, oder ist der Browser auf einem anderen Rechner?</translation>
    </message>
    <message>
        <source>All of it, with what follows the #. The page&apos;s address will do as well.</source>
        <translation>Alles, mit dem, was nach dem # folgt. Die Adresse der Seite geht auch.</translation>
    </message>
    <message>
        <source>The address the browser ended on, also when it could not show that page.</source>
        <translation>Die Adresse, bei der der Browser angekommen ist, auch wenn er diese Seite nicht zeigen konnte.</translation>
    </message>
    <message>
        <source>Code from the browser</source>
        <translation>Code aus dem Browser</translation>
    </message>
    <message>
        <source>Approved; fetching the credential…</source>
        <translation>Genehmigt; die Zugangsdaten werden geholt…</translation>
    </message>
    <message>
        <source>Signed in; Google is setting up Code Assist…</source>
        <translation>Angemeldet; Google richtet Code Assist ein…</translation>
    </message>
    <message>
        <source>This takes up to a minute.</source>
        <translation>Das dauert bis zu einer Minute.</translation>
    </message>
    <message>
        <source>This takes up to a minute. Checked %1 of %2 times.</source>
        <translation>Das dauert bis zu einer Minute. %1 von %2 Mal nachgesehen.</translation>
    </message>
    <message>
        <source>That is not the code of this sign-in. Copy all of it from the page.</source>
        <translation>Das ist nicht der Code dieser Anmeldung. Kopieren Sie ihn ganz von der Seite.</translation>
    </message>
    <message>
        <source>That is not the address this sign-in ended on. Copy all of it from the browser&apos;s address bar.</source>
        <translation>Das ist nicht die Adresse, bei der diese Anmeldung angekommen ist. Kopieren Sie sie ganz aus der Adressleiste des Browsers.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>Noch %1.</translation>
    </message>
    <message>
        <source>%1 left. This window continues by itself.</source>
        <translation>Noch %1. Dieses Fenster macht von selbst weiter.</translation>
    </message>
</context>
<context>
    <name>homeport::StrandedBanner</name>
    <message>
        <source>Restore their own settings</source>
        <translation>Eigene Einstellungen zurückgeben</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show the tools</source>
        <translation>Die Werkzeuge anzeigen</translation>
    </message>
    <message>
        <source>Homeport did not end properly last time</source>
        <translation>Homeport ist beim letzten Mal nicht ordentlich beendet worden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before Homeport, and revokes their local keys.</source>
        <translation>
            <numerusform>%Ln Werkzeug zeigt auf Homeport: %1. Es bekommt Antworten, solange Homeport läuft. Zurücksetzen gibt seinen Dateien zurück, was vor Homeport darin stand, und widerruft seinen lokalen Schlüssel.</numerusform>
            <numerusform>%Ln Werkzeuge zeigen auf Homeport: %1. Sie bekommen Antworten, solange Homeport läuft. Zurücksetzen gibt ihren Dateien zurück, was vor Homeport darin stand, und widerruft ihre lokalen Schlüssel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the tools set up for Homeport</source>
        <translation>Die Werkzeuge für Homeport eingerichtet lassen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>homeport::TestRequest</name>
    <message>
        <source>Send a test request</source>
        <translation>Eine Testanfrage senden</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>Wer fragt</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>Läuft es?</translation>
    </message>
    <message>
        <source>There is nobody to ask yet: add an account in step 2, or set up a tool above.</source>
        <translation>Noch gibt es niemanden, der fragen könnte: fügen Sie in Schritt 2 ein Konto hinzu, oder richten Sie oben ein Werkzeug ein.</translation>
    </message>
    <message>
        <source>A tool&apos;s request takes the tool&apos;s own way: its key, Homeport, and the list of models of your accounts. An account is asked for one word, which may cost a fraction of a cent.</source>
        <translation>Die Anfrage eines Werkzeugs nimmt dessen eigenen Weg: sein Schlüssel, Homeport und die Liste der Modelle Ihrer Konten. Ein Konto wird um ein Wort gebeten, was den Bruchteil eines Cents kosten kann.</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>%1 through Homeport</source>
        <translation>%1 über Homeport</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message>
        <source>Asks Homeport for the list of models with the key of %1.</source>
        <translation>Fragt Homeport mit dem Schlüssel von %1 nach der Liste der Modelle.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>homeport::TestResult</name>
    <message>
        <source>The answer, word for word</source>
        <translation>Die Antwort, wörtlich</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird getestet…</translation>
    </message>
    <message>
        <source>Asks for the list of models, then for one token of an answer.</source>
        <translation>Fragt nach der Liste der Modelle, dann nach einem Token Antwort.</translation>
    </message>
    <message>
        <source>The test did not take place</source>
        <translation>Der Test fand nicht statt</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>It answered</source>
        <translation>Es hat geantwortet</translation>
    </message>
    <message>
        <source>%1 · %2 · %3
List of models after %4, the whole answer after %5, %6</source>
        <extracomment>%1: time of day, %2: HTTP status, %3: model, %4 and %5: durations, %6: bytes</extracomment>
        <translation>%1 · %2 · %3
Liste der Modelle nach %4, die ganze Antwort nach %5, %6</translation>
    </message>
    <message>
        <source>It was refused</source>
        <translation>Es wurde abgelehnt</translation>
    </message>
    <message>
        <source>There was no answer</source>
        <translation>Es gab keine Antwort</translation>
    </message>
</context>
<context>
    <name>homeport::TimingBar</name>
    <message>
        <source>Queued %1</source>
        <translation>In der Schlange %1</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>Angehalten %1</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>Keine Antwort für %1</translation>
    </message>
    <message>
        <source>First byte after %1</source>
        <translation>Erstes Byte nach %1</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>Antwort %1</translation>
    </message>
</context>
<context>
    <name>homeport::ToolDialog</name>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>What changes in its files</source>
        <translation>Was sich in seinen Dateien ändert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>Seinen Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 einrichten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>%1 wants its model by name: one that an account of yours serves.</source>
        <translation>%1 will sein Modell beim Namen: eines, das eines Ihrer Konten bedient.</translation>
    </message>
    <message>
        <source>May stay empty: %1 then asks for a model of its own.</source>
        <translation>Darf leer bleiben: %1 fragt dann nach einem eigenen Modell.</translation>
    </message>
    <message>
        <source>Say first which model it is to ask for.</source>
        <translation>Sagen Sie zuerst, nach welchem Modell es fragen soll.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be restored</source>
        <translation>%1 kann nicht zurückgesetzt werden</translation>
    </message>
    <message>
        <source>%1 can&apos;t be set up</source>
        <translation>%1 kann nicht eingerichtet werden</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>Bitte beachten</translation>
    </message>
    <message>
        <source>It was not restored</source>
        <translation>Es wurde nicht zurückgesetzt</translation>
    </message>
    <message>
        <source>It was not set up</source>
        <translation>Es wurde nicht eingerichtet</translation>
    </message>
    <message>
        <source>%1 is set up</source>
        <translation>%1 ist eingerichtet</translation>
    </message>
    <message>
        <source>%1 is as it was before Homeport</source>
        <translation>%1 ist wie vor Homeport</translation>
    </message>
    <message>
        <source>%1 is restored, but for what someone else has changed</source>
        <translation>%1 ist zurückgesetzt, außer was jemand anderes geändert hat</translation>
    </message>
    <message>
        <source>Its local key could not be revoked: do that on the Keys page.</source>
        <translation>Sein lokaler Schlüssel konnte nicht widerrufen werden: Tun Sie das auf der Seite „Schlüssel“.</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>Homeport wird mit seinem Schlüssel gefragt…</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>Der Schlüssel ist in der Zwischenablage: fügen Sie ihn in %1 ein.</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>Seine Dateien werden angesehen…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>homeport::ToolRow</name>
    <message>
        <source>Configure…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Zurücksetzen…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>Seinen Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Open the folder of its settings</source>
        <translation>Den Ordner seiner Einstellungen öffnen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 einrichten</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>Den Schlüssel von %1 kopieren</translation>
    </message>
    <message>
        <source>Open the folder of the settings of %1</source>
        <translation>Den Ordner der Einstellungen von %1 öffnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop testing %1</source>
        <translation>Den Test von %1 anhalten</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 testen</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>Homeport wird mit seinem Schlüssel gefragt…</translation>
    </message>
</context>
<context>
    <name>homeport::ToolStep</name>
    <message>
        <source>Homeport points these tools at its address, each with a key of its own. You can look at each line first, what is there now is kept, and the Tools page gives it back.</source>
        <translation>Homeport richtet diese Werkzeuge auf seine Adresse, jedes mit einem eigenen Schlüssel. Sie können vorher jede Zeile ansehen, was jetzt da ist, wird aufbewahrt, und die Seite „Werkzeuge“ gibt es zurück.</translation>
    </message>
    <message>
        <source>Your tools are being set up.</source>
        <translation>Ihre Werkzeuge werden eingerichtet.</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsCard</name>
    <message>
        <source>A key for a tool</source>
        <translation>Ein Schlüssel für ein Werkzeug</translation>
    </message>
    <message>
        <source>One click makes a key named after the tool. Give each tool its own, so that you can take it back alone.</source>
        <translation>Ein Klick erstellt einen Schlüssel mit dem Namen des Werkzeugs. Geben Sie jedem Werkzeug einen eigenen, damit Sie ihn einzeln zurücknehmen können.</translation>
    </message>
    <message>
        <source>Make a key for %1</source>
        <translation>Schlüssel für %1 erstellen</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsPage</name>
    <message>
        <source>Looking for tools…</source>
        <translation>Werkzeuge werden gesucht…</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again, or use the lines below.</source>
        <translation>Keines der Werkzeuge, die Homeport einrichten kann, wurde gefunden. Installieren Sie eines und sehen Sie noch einmal nach, oder benutzen Sie die Zeilen unten.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Restore all…</source>
        <translation>Alle zurücksetzen…</translation>
    </message>
    <message>
        <source>Give all tools back what they had before Homeport</source>
        <translation>Allen Werkzeugen zurückgeben, was vor Homeport da war</translation>
    </message>
    <message>
        <source>Not installed (%1)</source>
        <translation>Nicht installiert (%1)</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed</source>
        <translation>Die Werkzeuge können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>Hide tools that are not installed</source>
        <translation>Nicht installierte Werkzeuge ausblenden</translation>
    </message>
    <message>
        <source>Show tools that are not installed</source>
        <translation>Nicht installierte Werkzeuge anzeigen</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>Der Schlüssel ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The folder could not be opened</source>
        <translation>Der Ordner konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Restore all tools?</source>
        <translation>Alle Werkzeuge zurücksetzen?</translation>
    </message>
    <message>
        <source>%1: their files get back what they had before Homeport, and their local keys are revoked.</source>
        <translation>%1: ihre Dateien bekommen zurück, was vor Homeport da war, und ihre lokalen Schlüssel werden widerrufen.</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
</context>
<context>
    <name>homeport::TraceDialog</name>
    <message>
        <source>Why this account?</source>
        <translation>Warum dieses Konto?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choice %1. %2</source>
        <extracomment>%1: number of a choice, %2: how it was made</extracomment>
        <translation>Entscheidung %1. %2</translation>
    </message>
    <message>
        <source>It did not serve: %1</source>
        <translation>Es hat nicht bedient: %1</translation>
    </message>
    <message>
        <source>The choices</source>
        <translation>Die Entscheidungen</translation>
    </message>
</context>
<context>
    <name>homeport::TrayIcon</name>
    <message>
        <source>Homeport goes on in the tray</source>
        <translation>Homeport läuft im Infobereich weiter</translation>
    </message>
    <message>
        <source>Tools can still use it. Quit it from this icon&apos;s menu.</source>
        <translation>Werkzeuge können es weiter benutzen. Beenden Sie es über das Menü dieses Symbols.</translation>
    </message>
    <message>
        <source>Homeport: %1</source>
        <extracomment>Tool tip of the tray icon; %1 is the relay&apos;s state</extracomment>
        <translation>Homeport: %1</translation>
    </message>
    <message>
        <source>That could not be done</source>
        <translation>Das ging nicht</translation>
    </message>
</context>
<context>
    <name>homeport::TrayMenu</name>
    <message>
        <source>Today: …</source>
        <translation>Heute: …</translation>
    </message>
    <message>
        <source>Accounts in use</source>
        <translation>Benutzte Konten</translation>
    </message>
    <message>
        <source>Quit Homeport</source>
        <translation>Homeport beenden</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>Fenster ausblenden</translation>
    </message>
    <message>
        <source>Open Homeport</source>
        <translation>Homeport öffnen</translation>
    </message>
    <message>
        <source>Today: not known</source>
        <translation>Heute: unbekannt</translation>
    </message>
    <message>
        <source>Today: %1 and more, not all models have a price</source>
        <translation>Heute: %1 und mehr, nicht alle Modelle haben einen Preis</translation>
    </message>
    <message>
        <source>Today: %1</source>
        <translation>Heute: %1</translation>
    </message>
    <message>
        <source>Try to listen again</source>
        <translation>Noch einmal lauschen</translation>
    </message>
    <message>
        <source>Resume: let tools connect</source>
        <translation>Fortsetzen: Werkzeuge verbinden lassen</translation>
    </message>
    <message>
        <source>Pause: let no tool connect</source>
        <translation>Pausieren: kein Werkzeug verbinden lassen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>All %L1 accounts…</source>
        <translation>Alle %L1 Konten…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: an account&apos;s name, %2: its state</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>homeport::TroubleCard</name>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <extracomment>%1: what the button does, %2: an account&apos;s name</extracomment>
        <translation>%1: „%2“</translation>
    </message>
    <message>
        <source>What was said, word for word</source>
        <translation>Was gesagt wurde, wörtlich</translation>
    </message>
</context>
<context>
    <name>homeport::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>homeport::UsageChart</name>
    <message>
        <source>Usage chart: left and right go through its values</source>
        <translation>Nutzungsdiagramm: links und rechts gehen durch seine Werte</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>Alle Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>Ohne Preis</translation>
    </message>
</context>
<context>
    <name>homeport::UsageControls</name>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Wärmekarte</translation>
    </message>
    <message>
        <source>Tell apart</source>
        <translation>Unterscheiden</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Alles zusammen</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
</context>
<context>
    <name>homeport::UsageExportDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export requests</source>
        <translation>Anfragen exportieren</translation>
    </message>
    <message>
        <source>JSON, one object a line</source>
        <translation>JSON, ein Objekt pro Zeile</translation>
    </message>
    <message>
        <source>Comma-separated values (CSV)</source>
        <translation>Durch Kommas getrennte Werte (CSV)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>Wählen Sie, wohin sie kommt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests so far</source>
        <translation>
            <numerusform>bisher eine Anfrage</numerusform>
            <numerusform>bisher %Ln Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests exported</source>
        <translation>
            <numerusform>%Ln Anfrage exportiert</numerusform>
            <numerusform>%Ln Anfragen exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>Keine Datei wurde geschrieben.</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>Nichts wurde exportiert</translation>
    </message>
</context>
<context>
    <name>homeport::UsageFilter</name>
    <message>
        <source>Show only a part</source>
        <translation>Nur einen Teil zeigen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; take this filter away</source>
        <translation>%1; diesen Filter wegnehmen</translation>
    </message>
</context>
<context>
    <name>homeport::UsagePage</name>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Export requests…</source>
        <translation>Anfragen exportieren…</translation>
    </message>
    <message>
        <source>Show requests</source>
        <translation>Anfragen anzeigen</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Of what is chosen here, at any time, on the Activity page</source>
        <translation>Zu dem, was hier gewählt ist, aus jeder Zeit, auf der Seite „Aktivität“</translation>
    </message>
    <message>
        <source>Nothing was used in this time</source>
        <translation>In dieser Zeit wurde nichts verbraucht</translation>
    </message>
    <message>
        <source>What tools use through Homeport is counted here: tokens, and what they cost.</source>
        <translation>Hier wird gezählt, was Werkzeuge über Homeport nutzen: Token, und was sie kosten.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Usage could not be read</source>
        <translation>Die Nutzung konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Single requests of %1, newest first.</source>
        <translation>Einzelne Anfragen von %1, die neuesten zuerst.</translation>
    </message>
    <message>
        <source>%1: %2 only.</source>
        <translation>%1: nur %2.</translation>
    </message>
</context>
<context>
    <name>homeport::UsageSums</name>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTable</name>
    <message>
        <source>Usage table</source>
        <translation>Nutzungstabelle</translation>
    </message>
    <message>
        <source>Return sorts by the current column, Ctrl+C copies the selected cells.</source>
        <translation>Eingabe sortiert nach der aktuellen Spalte, Strg+C kopiert die ausgewählten Zellen.</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>Alle Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>homeport::VaultBanner</name>
    <message>
        <source>passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>Tresor entsperren</translation>
    </message>
</context>
<context>
    <name>homeport::VaultStep</name>
    <message>
        <source>Make another code</source>
        <translation>Einen anderen Code erzeugen</translation>
    </message>
    <message>
        <source>Where the key lies</source>
        <translation>Wo der Schlüssel liegt</translation>
    </message>
    <message>
        <source>There is a recovery code. If you did not keep it, make another one: the old one ends then.</source>
        <translation>Es gibt einen Wiederherstellungscode. Wenn Sie ihn nicht aufbewahrt haben, erzeugen Sie einen anderen: der alte gilt dann nicht mehr.</translation>
    </message>
    <message>
        <source>The code is being made.</source>
        <translation>Der Code wird erzeugt.</translation>
    </message>
    <message>
        <source>Keep the code first: it is shown only now.</source>
        <translation>Bewahren Sie den Code zuerst auf: er wird nur jetzt gezeigt.</translation>
    </message>
</context>
<context>
    <name>homeport::WindowRun</name>
    <message>
        <source>Homeport could not start</source>
        <translation>Homeport konnte nicht starten</translation>
    </message>
</context>
</TS>
