<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en_US">
<context>
    <name>AccountText</name>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Renovando</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Aparcada</translation>
    </message>
    <message>
        <source>Proxy down</source>
        <translation>Proxy caído</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Needs sign-in</source>
        <translation>Requiere iniciar sesión</translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation>Clave de API %1</translation>
    </message>
    <message>
        <source>Each tool&apos;s own login</source>
        <translation>El inicio de sesión propio de cada herramienta</translation>
    </message>
    <message>
        <source>Service account %1</source>
        <translation>Cuenta de servicio %1</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Sesión iniciada</translation>
    </message>
    <message>
        <source>Signed in: %1</source>
        <translation>Sesión iniciada: %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
    <message>
        <source>A name has at most 100 characters.</source>
        <translation>Un nombre tiene como máximo 100 caracteres.</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ya existe una cuenta con este nombre.</translation>
    </message>
    <message>
        <source>Paste the key here.</source>
        <translation>Pegue aquí la clave.</translation>
    </message>
    <message>
        <source>A key has no blanks or line breaks. Was more than the key copied?</source>
        <translation>Una clave no tiene espacios ni saltos de línea. ¿Se copió algo más que la clave?</translation>
    </message>
    <message>
        <source>This provider needs an address, such as https://llm.example.com.</source>
        <translation>Este proveedor necesita una dirección, por ejemplo https://llm.example.com.</translation>
    </message>
    <message>
        <source>That is not a complete address. It begins with https:// or http://.</source>
        <translation>No es una dirección completa. Empieza por https:// o http://.</translation>
    </message>
    <message>
        <source>None: the provider asks for no key</source>
        <translation>Ninguna: el proveedor no pide clave</translation>
    </message>
</context>
<context>
    <name>AdviceText</name>
    <message>
        <source>Blocked by its provider</source>
        <translation>Bloqueada por su proveedor</translation>
    </message>
    <message>
        <source>The provider has switched this account off. Settle it with the provider; the account works again as soon as a test or a request is answered.</source>
        <translation>El proveedor ha desactivado esta cuenta. Resuélvalo con el proveedor; la cuenta volverá a funcionar en cuanto se responda a una prueba o a una solicitud.</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>Requiere iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>The provider does not accept its credential any more. Sign in again: name and history stay.</source>
        <translation>El proveedor ya no acepta su credencial. Vuelva a iniciar sesión: el nombre y el historial se conservan.</translation>
    </message>
    <message>
        <source>The service account&apos;s key is not accepted</source>
        <translation>No se acepta la clave de la cuenta de servicio</translation>
    </message>
    <message>
        <source>Make a new key for it in the provider&apos;s console and enter it here: name and history stay.</source>
        <translation>Cree una clave nueva en la consola del proveedor e introdúzcala aquí: el nombre y el historial se conservan.</translation>
    </message>
    <message>
        <source>The key is not accepted</source>
        <translation>La clave no se acepta</translation>
    </message>
    <message>
        <source>Make a new key at the provider and enter it here: name and history stay.</source>
        <translation>Cree una clave nueva en el proveedor e introdúzcala aquí: el nombre y el historial se conservan.</translation>
    </message>
    <message>
        <source>Make a new key at the provider and add it as a new account, then remove this one.</source>
        <translation>Cree una clave nueva en el proveedor y añádala como cuenta nueva; después quite esta.</translation>
    </message>
    <message>
        <source>Its stored credential does not open</source>
        <translation>La credencial guardada no se puede abrir</translation>
    </message>
    <message>
        <source>What is stored for it was damaged or exchanged outside Homeport.</source>
        <translation>Lo guardado para ella se dañó o se cambió fuera de Homeport.</translation>
    </message>
    <message>
        <source>Name and history stay; nothing was deleted.</source>
        <translation>El nombre y el historial se conservan; no se borró nada.</translation>
    </message>
    <message>
        <source>Its provider is unknown</source>
        <translation>Su proveedor es desconocido</translation>
    </message>
    <message>
        <source>Put its provider file back and start Homeport again; nothing was deleted.</source>
        <translation>Devuelva su archivo de proveedor a su sitio y reinicie Homeport; no se ha borrado nada.</translation>
    </message>
    <message>
        <source>Enter its key again.</source>
        <translation>Introduzca su clave de nuevo.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Inicie sesión de nuevo.</translation>
    </message>
    <message>
        <source>Parked until %1</source>
        <translation>Aparcada hasta %1</translation>
    </message>
    <message>
        <source>The provider wants no requests before then. It comes back by itself; un-park it only to try sooner.</source>
        <translation>El proveedor no quiere solicitudes hasta entonces. Volverá por sí sola; libérela solo para intentarlo antes.</translation>
    </message>
    <message>
        <source>The present token serves until %1.</source>
        <translation>El token actual sirve hasta %1.</translation>
    </message>
    <message>
        <source>The token ran out at %1.</source>
        <translation>El token caducó: %1.</translation>
    </message>
    <message>
        <source>The next attempt is at %1.</source>
        <translation>Próximo intento: %1.</translation>
    </message>
    <message>
        <source>Try it yourself.</source>
        <translation>Inténtelo usted.</translation>
    </message>
    <message>
        <source>The last refresh failed</source>
        <translation>Falló la última renovación</translation>
    </message>
    <message>
        <source>A refresh was interrupted</source>
        <translation>Se interrumpió una renovación</translation>
    </message>
    <message>
        <source>Homeport ended in the middle of it. The present token serves until %1; if the refresh fails then, sign in again.</source>
        <translation>Homeport terminó a mitad de la operación. El token actual sirve hasta %1; si entonces falla la renovación, vuelva a iniciar sesión.</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>En pausa por usted</translation>
    </message>
    <message>
        <source>No tool uses it until you resume it.</source>
        <translation>Ninguna herramienta la usará hasta que la reanude.</translation>
    </message>
    <message>
        <source>Its proxy does not work</source>
        <translation>Su proxy no funciona</translation>
    </message>
    <message>
        <source>Nothing is sent, because traffic never goes round a proxy. Mend the proxy, then test the account.</source>
        <translation>No se envía nada, porque el tráfico nunca esquiva un proxy. Arregle el proxy y después pruebe la cuenta.</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Renovando</translation>
    </message>
    <message>
        <source>A new access token is on its way.</source>
        <translation>Un nuevo token de acceso está en camino.</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Iniciar sesión de nuevo…</translation>
    </message>
    <message>
        <source>Enter new key…</source>
        <translation>Introducir clave nueva…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Renovar ahora</translation>
    </message>
    <message>
        <source>Un-park now</source>
        <translation>Liberar ahora</translation>
    </message>
    <message>
        <source>Token valid until %1</source>
        <translation>Token válido hasta %1</translation>
    </message>
    <message>
        <source>Token ran out at %1</source>
        <translation>El token caducó: %1</translation>
    </message>
    <message>
        <source>%1, next refresh %2</source>
        <translation>%1, próxima renovación %2</translation>
    </message>
    <message>
        <source>%1, next attempt %2</source>
        <translation>%1, próximo intento %2</translation>
    </message>
    <message>
        <source>No complaint</source>
        <translation>Sin incidencias</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Credential refused</source>
        <translation>Credencial rechazada</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <extracomment>%1: what the provider said, %2: since when</extracomment>
        <translation>%1, desde %2</translation>
    </message>
</context>
<context>
    <name>AlreadyRunning</name>
    <message>
        <source>The running Homeport has no window: quit it and start Homeport again, or use homeportctl.</source>
        <translation>El Homeport en ejecución no tiene ventana: ciérrelo e inicie Homeport de nuevo, o use homeportctl.</translation>
    </message>
    <message>
        <source>The running Homeport does not answer: wait until it has ended, then start Homeport again.</source>
        <translation>El Homeport en ejecución no responde: espere a que termine y vuelva a iniciar Homeport.</translation>
    </message>
    <message>
        <source>Homeport is already running</source>
        <translation>Homeport ya está en ejecución</translation>
    </message>
</context>
<context>
    <name>AxisText</name>
    <message>
        <source>%1 T</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 mM</translation>
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
        <translation>$%1</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>%1 is a link: %2 changes, the link stays.</source>
        <translation>%1 es un enlace: cambia %2, el enlace se queda.</translation>
    </message>
    <message>
        <source>%1 is new.</source>
        <translation>%1 es nuevo.</translation>
    </message>
    <message>
        <source>%1 is removed: Homeport made it, and nothing else is in it.</source>
        <translation>Se elimina %1: lo creó Homeport y no contiene nada más.</translation>
    </message>
    <message>
        <source>The key goes into %1. Others could read that file; now only you can.</source>
        <translation>La clave se escribe en %1. Otros podían leer ese archivo; ahora solo usted.</translation>
    </message>
    <message>
        <source>The key goes into %1, which only you can read.</source>
        <translation>La clave se escribe en %1, que solo usted puede leer.</translation>
    </message>
    <message>
        <source>No file changes: nothing that Homeport wrote is left in them. %1 is no longer listed as set up.</source>
        <translation>No cambia ningún archivo: no queda nada de lo que escribió Homeport. %1 deja de figurar como configurada.</translation>
    </message>
    <message>
        <source>This gives %1 back what it had before Homeport. Nothing else changes.</source>
        <translation>Esto devuelve a %1 lo que tenía antes de Homeport. No cambia nada más.</translation>
    </message>
    <message>
        <source>This points %1 at %2. Nothing else in its files changes.</source>
        <translation>Esto apunta %1 a %2. No cambia nada más en sus archivos.</translation>
    </message>
    <message>
        <source>No line changes. %1 only gets a new key.</source>
        <translation>No cambia ninguna línea. %1 solo recibe una clave nueva.</translation>
    </message>
    <message>
        <source>%1 is set up already: nothing changes.</source>
        <translation>%1 ya está configurado: no cambia nada.</translation>
    </message>
    <message>
        <source>What is there now is kept in %1, as %2.</source>
        <translation>Lo que hay ahora se guarda en %1, como %2.</translation>
    </message>
    <message>
        <source>Its local key “%1” is revoked.</source>
        <translation>Se revoca su clave local «%1».</translation>
    </message>
    <message>
        <source>A local key is made for it, named “%1”.</source>
        <translation>Se crea una clave local para ello, llamada «%1».</translation>
    </message>
    <message>
        <source>It keeps its local key “%1”.</source>
        <translation>Conserva su clave local «%1».</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It is set again; “Restore” will bring their value back.</source>
        <translation>Otro ha cambiado %1. Se vuelve a escribir; «Restaurar» recuperará su valor.</translation>
    </message>
    <message>
        <source>Somebody else has changed %1, or what it has to fit with. It stays as it is.</source>
        <translation>Otro ha cambiado %1, o algo con lo que tiene que encajar. Se queda como está.</translation>
    </message>
    <message>
        <source>%1 gets the permissions back that it had before Homeport: others can read it again.</source>
        <translation>%1 recupera los permisos que tenía antes de Homeport: otros pueden volver a leerlo.</translation>
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
        <translation>Sin cuerpo</translation>
    </message>
    <message>
        <source>Body: %1 of binary data, not shown</source>
        <translation>Cuerpo: %1 de datos binarios, no se muestran</translation>
    </message>
    <message>
        <source>Body: %1 of binary data (%2), not shown</source>
        <extracomment>%1: a size, %2: how it is packed, such as gzip</extracomment>
        <translation>Cuerpo: %1 de datos binarios (%2), no se muestran</translation>
    </message>
    <message>
        <source>Body: first %1 of %2</source>
        <translation>Cuerpo: los primeros %1 de %2</translation>
    </message>
    <message>
        <source>Body: %1</source>
        <translation>Cuerpo: %1</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>It was cancelled.</source>
        <translation>Se canceló.</translation>
    </message>
    <message>
        <source>Something in it is not valid.</source>
        <translation>Algo de lo indicado no es válido.</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Ya no existe.</translation>
    </message>
    <message>
        <source>It is taken already.</source>
        <translation>Ya está ocupado.</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>Fue rechazado.</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page first.</source>
        <translation>La bóveda está bloqueada. Desbloquéela primero en la página Resumen.</translation>
    </message>
    <message>
        <source>Too many requests for now. Try again in a moment.</source>
        <translation>Demasiadas solicitudes por ahora. Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>The service is not available at the moment. Try again later.</source>
        <translation>El servicio no está disponible en este momento. Inténtelo más tarde.</translation>
    </message>
    <message>
        <source>It took too long and was given up.</source>
        <translation>Tardó demasiado y se abandonó.</translation>
    </message>
    <message>
        <source>The network connection failed. Check that you are online.</source>
        <translation>Falló la conexión de red. Compruebe que está en línea.</translation>
    </message>
    <message>
        <source>It could not be saved. Check that the disk has space and can be written to.</source>
        <translation>No se pudo guardar. Compruebe que el disco tiene espacio y se puede escribir en él.</translation>
    </message>
    <message>
        <source>The keychain of this computer could not be used.</source>
        <translation>No se pudo usar el llavero de este equipo.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Ocurrió un error inesperado.</translation>
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
        <translation>Cómo llegan las herramientas a Homeport</translation>
    </message>
    <message>
        <source>Your first account</source>
        <translation>Su primera cuenta</translation>
    </message>
    <message>
        <source>Protect the vault</source>
        <translation>Proteger la bóveda</translation>
    </message>
    <message>
        <source>Set up your tools</source>
        <translation>Configurar sus herramientas</translation>
    </message>
    <message>
        <source>Set-up, step %1 of %2</source>
        <translation>Configuración, paso %1 de %2</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or give Homeport another port.</source>
        <translation>Otro programa ya escucha ahí. Ciérrelo e inténtelo de nuevo, o dé a Homeport otro puerto.</translation>
    </message>
    <message>
        <source>Credentials stay on this computer, encrypted. Tools get a local key, which is worth nothing elsewhere.</source>
        <translation>Las credenciales se quedan cifradas en este equipo. Las herramientas reciben una clave local, que no sirve en ningún otro sitio.</translation>
    </message>
    <message>
        <source>Other computers can&apos;t reach the address, and neither can web pages.</source>
        <translation>Otros equipos no pueden llegar a esta dirección, y las páginas web tampoco.</translation>
    </message>
    <message>
        <source>Requests go straight to the provider, or through a proxy of yours. No server of ours is in between.</source>
        <translation>Las solicitudes van directas al proveedor, o por un proxy suyo. Ningún servidor nuestro está en medio.</translation>
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
        <translation>Esto es la demostración: no se guarda nada</translation>
    </message>
    <message>
        <source>What you add here is gone when it ends, so there is nothing to protect.</source>
        <translation>Lo que añada aquí desaparece cuando termine, así que no hay nada que proteger.</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in the keychain of this computer</source>
        <translation>La clave de la bóveda está en el llavero de este equipo</translation>
    </message>
    <message>
        <source>Credentials are encrypted under it. A copy of Homeport&apos;s files alone opens nothing.</source>
        <translation>Con ella se cifran las credenciales. Una copia de los archivos de Homeport por sí sola no abre nada.</translation>
    </message>
    <message>
        <source>The vault&apos;s key is made from your passphrase</source>
        <translation>La clave de la bóveda se obtiene de su frase de contraseña</translation>
    </message>
    <message>
        <source>Homeport asks for it at each start. Nobody can tell you what it was.</source>
        <translation>Homeport la pide en cada inicio. Nadie puede decirle cuál era.</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in a file of yours</source>
        <translation>La clave de la bóveda está en un archivo suyo</translation>
    </message>
    <message>
        <source>Only you can read it. Whoever copies it together with Homeport&apos;s files can open them.</source>
        <translation>Solo usted puede leerlo. Quien lo copie junto con los archivos de Homeport puede abrirlos.</translation>
    </message>
    <message>
        <source>It must be told a model: choose one with “Configure…”.</source>
        <translation>Hay que indicarle un modelo: elíjalo con «Configurar…».</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Cambiado: %1</translation>
    </message>
    <message>
        <source>Changes %1</source>
        <translation>Cambia %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools are set up.</source>
        <translation>
            <numerusform>Una herramienta está configurada.</numerusform>
            <numerusform>%Ln herramientas están configuradas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools were not set up: see above.</source>
        <translation>
            <numerusform>Una herramienta no se configuró: véase arriba.</numerusform>
            <numerusform>%Ln herramientas no se configuraron: véase arriba.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>two sentences: &quot;2 tools are set up.&quot; and &quot;1 tool was not set up: see above.&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>Sin respuesta para %1</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>Estado %1</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>%1 fue rechazado</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>un modelo</numerusform>
            <numerusform>%Ln modelos</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport answers, but %1 asks elsewhere</source>
        <translation>Homeport responde, pero %1 pregunta en otro sitio</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>Pregunta en %1, pero Homeport escucha en %2. Configúrela de nuevo.</translation>
    </message>
    <message>
        <source>Homeport answers %1, but has no model for it</source>
        <translation>Homeport responde a %1, pero no tiene ningún modelo para él</translation>
    </message>
    <message>
        <source>None of your accounts serves what this tool speaks.</source>
        <translation>Ninguna de sus cuentas atiende lo que habla esta herramienta.</translation>
    </message>
    <message>
        <source>There is no account yet: go back to step 2 and add one.</source>
        <translation>Todavía no hay ninguna cuenta: vuelva al paso 2 y añada una.</translation>
    </message>
    <message>
        <source>%1 works with Homeport</source>
        <translation>%1 funciona con Homeport</translation>
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
        <translation>%1 mM</translation>
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
        <translation>&lt; $%1</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>$%1</translation>
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
            <numerusform>%Ln hora</numerusform>
            <numerusform>%Ln horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln día</numerusform>
            <numerusform>%Ln días</numerusform>
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
        <translation>%1 y %L2 más</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>limit: last 24 hours</source>
        <translation>límite: últimas 24 horas</translation>
    </message>
    <message>
        <source>%1 set aside</source>
        <translation>%1 apartado</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>A la vez</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 de %L2</translation>
    </message>
    <message>
        <source>%L1 of %L2 waiting</source>
        <translation>%L1 de %L2 en espera</translation>
    </message>
    <message>
        <source>a removed account</source>
        <translation>una cuenta quitada</translation>
    </message>
    <message>
        <source>a removed group</source>
        <translation>un grupo quitado</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Revocada</translation>
    </message>
    <message>
        <source>Limits unreadable</source>
        <translation>Límites ilegibles</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Caducada</translation>
    </message>
    <message>
        <source>Expires in %1</source>
        <translation>Caduca en %1</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Sin usar todavía</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Signed in %1</source>
        <translation>Sesión iniciada el %1</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>Creada el %1</translation>
    </message>
    <message>
        <source>first used %1</source>
        <translation>usada por primera vez el %1</translation>
    </message>
    <message>
        <source>revoked %1</source>
        <translation>revocada el %1</translation>
    </message>
    <message>
        <source>expires %1</source>
        <translation>caduca el %1</translation>
    </message>
    <message numerus="yes">
        <source>expires %Ln days after its first use</source>
        <translation>
            <numerusform>caduca un día después del primer uso</numerusform>
            <numerusform>caduca %Ln días después del primer uso</numerusform>
        </translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>grupo %1</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>cuenta %1</translation>
    </message>
    <message>
        <source>accounts %1</source>
        <translation>cuentas %1</translation>
    </message>
    <message>
        <source>models %1</source>
        <translation>modelos %1</translation>
    </message>
    <message>
        <source>May use every account and model</source>
        <translation>Puede usar todas las cuentas y modelos</translation>
    </message>
    <message>
        <source>May use only %1</source>
        <translation>Solo puede usar %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests a minute</source>
        <translation>
            <numerusform>%Ln solicitud por minuto</numerusform>
            <numerusform>%Ln solicitudes por minuto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests an hour</source>
        <translation>
            <numerusform>%Ln solicitud por hora</numerusform>
            <numerusform>%Ln solicitudes por hora</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens a minute</source>
        <translation>%1 tokens por minuto</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>Como máximo %1</translation>
    </message>
    <message numerus="yes">
        <source>Contents are kept for %Ln days</source>
        <translation>
            <numerusform>El contenido se guarda un día</numerusform>
            <numerusform>El contenido se guarda %Ln días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests are kept: %1 on disk, the oldest from %2.</source>
        <extracomment>%1: size of a file, %2: date and time</extracomment>
        <translation>
            <numerusform>Se guarda el contenido de una solicitud: %1 en disco, de %2.</numerusform>
            <numerusform>Se guarda el contenido de %Ln solicitudes: %1 en disco, el más antiguo de %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing used today</source>
        <translation>Hoy sin uso</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln solicitud</numerusform>
            <numerusform>%Ln solicitudes</numerusform>
        </translation>
    </message>
    <message>
        <source>Today: %1, %2 tokens, %3. In all: %4.</source>
        <extracomment>%1: requests, %2: tokens, %3 and %4: money</extracomment>
        <translation>Hoy: %1, %2 tokens, %3. En total: %4.</translation>
    </message>
    <message>
        <source>%L1 running, %L2 waiting</source>
        <translation>%L1 en curso, %L2 en espera</translation>
    </message>
    <message>
        <source>%L1 running</source>
        <translation>%L1 en curso</translation>
    </message>
    <message>
        <source>Requests today</source>
        <translation>Solicitudes hoy</translation>
    </message>
    <message>
        <source>Tokens today</source>
        <translation>Tokens hoy</translation>
    </message>
    <message>
        <source>Money today</source>
        <translation>Gasto hoy</translation>
    </message>
    <message>
        <source>Money this week</source>
        <translation>Gasto esta semana</translation>
    </message>
    <message>
        <source>Money this month</source>
        <translation>Gasto este mes</translation>
    </message>
    <message>
        <source>Money in all</source>
        <translation>Gasto total</translation>
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
        <translation>Límites</translation>
    </message>
    <message>
        <source>Of what tools send. What is beyond them gets one clear answer.</source>
        <translation>De lo que envían las herramientas. Lo que los supera recibe una respuesta clara.</translation>
    </message>
    <message>
        <source>Connections at once</source>
        <translation>Conexiones a la vez</translation>
    </message>
    <message>
        <source>Head of a request, KiB</source>
        <translation>Cabecera de una solicitud, KiB</translation>
    </message>
    <message>
        <source>Body of a request, MiB</source>
        <translation>Cuerpo de una solicitud, MiB</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>Tiempos de espera</translation>
    </message>
    <message>
        <source>In seconds. They hold for requests that begin from then on.</source>
        <translation>En segundos. Valen para las solicitudes que empiecen a partir de entonces.</translation>
    </message>
    <message>
        <source>Head of a request</source>
        <translation>Cabecera de una solicitud</translation>
    </message>
    <message>
        <source>Pause within a body</source>
        <translation>Pausa dentro del cuerpo</translation>
    </message>
    <message>
        <source>Connection without a request</source>
        <translation>Conexión sin solicitud</translation>
    </message>
    <message>
        <source>Reaching a provider</source>
        <translation>Conectar con un proveedor</translation>
    </message>
    <message>
        <source>Until an answer begins</source>
        <translation>Hasta que empieza una respuesta</translation>
    </message>
    <message>
        <source>Pause within an answer</source>
        <translation>Pausa dentro de una respuesta</translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message>
        <source>“%1” needs a new sign-in</source>
        <translation>«%1» requiere iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>“%1” needs another key</source>
        <translation>«%1» necesita otra clave</translation>
    </message>
    <message>
        <source>Until you sign in again, nothing goes through it.</source>
        <translation>Hasta que inicie sesión de nuevo, nada pasa por ella.</translation>
    </message>
    <message>
        <source>Its provider no longer takes the key. Until it has another one, nothing goes through it.</source>
        <translation>Su proveedor ya no acepta la clave. Hasta que tenga otra, nada pasa por ella.</translation>
    </message>
    <message>
        <source>%1: %2 used, resets %3.</source>
        <extracomment>%1: name of a quota window such as &quot;5 hours&quot;, %2: a percentage, %3: a time, perhaps with the day</extracomment>
        <translation>%1: %2 usado, se restablece: %3.</translation>
    </message>
    <message>
        <source>%1: %2 used.</source>
        <translation>%1: %2 usado.</translation>
    </message>
    <message>
        <source>Quota of “%1” is nearly used</source>
        <translation>La cuota de «%1» está casi agotada</translation>
    </message>
    <message>
        <source>Quota of “%1” is used up</source>
        <translation>La cuota de «%1» está agotada</translation>
    </message>
    <message>
        <source>%1 of today&apos;s %2 are spent.</source>
        <translation>Se han gastado %1 de los %2 de hoy.</translation>
    </message>
    <message>
        <source>%1 of this week&apos;s %2 are spent.</source>
        <translation>Se han gastado %1 de los %2 de esta semana.</translation>
    </message>
    <message>
        <source>%1 of this month&apos;s %2 are spent.</source>
        <translation>Se han gastado %1 de los %2 de este mes.</translation>
    </message>
    <message>
        <source>%1 of its %2 are spent.</source>
        <translation>Se han gastado %1 de sus %2.</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is nearly spent</source>
        <translation>El presupuesto de la clave «%1» está casi gastado</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is spent</source>
        <translation>El presupuesto de la clave «%1» está gastado</translation>
    </message>
    <message>
        <source>%1 Requests with it are refused.</source>
        <translation>%1 Las solicitudes con ella se rechazan.</translation>
    </message>
    <message>
        <source>The proxy “%1” is down</source>
        <translation>El proxy «%1» está caído</translation>
    </message>
    <message>
        <source>Accounts that have no other way wait until it is back. Nothing goes direct.</source>
        <translation>Las cuentas sin otro camino esperan a que vuelva. Nada va directo.</translation>
    </message>
    <message>
        <source>and %L1 more</source>
        <translation>y %L1 más</translation>
    </message>
    <message>
        <source>Homeport: %L1 things to look at</source>
        <translation>Homeport: %L1 asuntos que revisar</translation>
    </message>
</context>
<context>
    <name>OverviewText</name>
    <message>
        <source>Port %1 is taken</source>
        <translation>El puerto %1 está ocupado</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or start Homeport with --port and another number.</source>
        <translation>Ya escucha ahí otro programa. Ciérrelo e inténtelo de nuevo, o inicie Homeport con --port y otro número.</translation>
    </message>
    <message>
        <source>The relay could not start</source>
        <translation>El relay no pudo iniciarse</translation>
    </message>
    <message>
        <source>Access to the keychain was declined. Try again and allow it.</source>
        <translation>Se denegó el acceso al llavero. Inténtelo de nuevo y permítalo.</translation>
    </message>
    <message>
        <source>That passphrase does not fit. Nothing was changed.</source>
        <translation>Esa frase de contraseña no es correcta. No se cambió nada.</translation>
    </message>
    <message>
        <source>The keychain of this computer can&apos;t be used (%1). Unlock it and try again. On a computer without one, start Homeport with --vault passphrase.</source>
        <translation>No se puede usar el llavero de este equipo (%1). Desbloquéelo e inténtelo de nuevo. En un equipo sin llavero, inicie Homeport con --vault passphrase.</translation>
    </message>
    <message>
        <source>Enter the passphrase you chose for it.</source>
        <translation>Introduzca la frase de contraseña que eligió para ella.</translation>
    </message>
    <message>
        <source>Your accounts stay sealed until it is unlocked.</source>
        <translation>Sus cuentas siguen selladas hasta que se desbloquee.</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1, locked</source>
        <translation>Escucha en 127.0.0.1:%1, bloqueado</translation>
    </message>
    <message>
        <source>Requests are refused until the vault is unlocked.</source>
        <translation>Las solicitudes se rechazan hasta que se desbloquee la bóveda.</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1</source>
        <translation>Escucha en 127.0.0.1:%1</translation>
    </message>
    <message>
        <source>Only programs on this computer can reach it, and only with a local key.</source>
        <translation>Solo los programas de este equipo llegan a él, y solo con una clave local.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <source>Finishing what still runs…</source>
        <translation>Terminando lo que aún está en curso…</translation>
    </message>
    <message>
        <source>New requests are refused.</source>
        <translation>Las solicitudes nuevas se rechazan.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Tools can&apos;t reach it.</source>
        <translation>Las herramientas no llegan a él.</translation>
    </message>
    <message>
        <source>Unlocking the vault…</source>
        <translation>Desbloqueando la bóveda…</translation>
    </message>
    <message>
        <source>Your system may ask for permission.</source>
        <translation>Es posible que su sistema pida permiso.</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>La bóveda está bloqueada</translation>
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
            <numerusform>Uno más: véase homeportctl status.</numerusform>
            <numerusform>%n más: véase homeportctl status.</numerusform>
        </translation>
    </message>
    <message>
        <source>A provider file was left out</source>
        <translation>Se omitió un archivo de proveedor</translation>
    </message>
</context>
<context>
    <name>ProviderNotes</name>
    <message>
        <source>Anthropic reserves the sign-in with a Claude plan for its own applications, so Homeport ships without a client id for it. If Anthropic has given you one, enter it here. Otherwise use an API key, let Claude Code keep its own login (pass-through), or sign in through your company&apos;s gateway.</source>
        <translation>Anthropic reserva el inicio de sesión con un plan de Claude para sus propias aplicaciones, por lo que Homeport no incluye un ID de cliente para ello. Si Anthropic le ha dado uno, introdúzcalo aquí. Si no, use una clave API, deje que Claude Code conserve su propio inicio de sesión (paso directo) o inicie sesión a través de la pasarela de su empresa.</translation>
    </message>
    <message>
        <source>Google signs in through an OAuth client of your own, which takes five minutes to make, once.</source>
        <translation>Google inicia sesión mediante un cliente OAuth propio; crearlo lleva cinco minutos, una sola vez.</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose a project, or make one.</source>
        <translation>Abra la consola de Google Cloud y elija un proyecto o cree uno.</translation>
    </message>
    <message>
        <source>Enable the Generative Language API for it (APIs &amp; Services, Library).</source>
        <translation>Habilite en él la Generative Language API (API y servicios, Biblioteca).</translation>
    </message>
    <message>
        <source>Set up the consent screen; while it is in testing, add your own address as a test user.</source>
        <translation>Configure la pantalla de consentimiento; mientras esté en pruebas, añada su propia dirección como usuario de prueba.</translation>
    </message>
    <message>
        <source>Under Credentials create an OAuth client ID of the type &quot;Desktop app&quot;.</source>
        <translation>En Credenciales, cree un ID de cliente de OAuth del tipo «Aplicación de escritorio».</translation>
    </message>
    <message>
        <source>Download its client_secret_*.json and drop it here.</source>
        <translation>Descargue su client_secret_*.json y suéltelo aquí.</translation>
    </message>
    <message>
        <source>For Gemini Code Assist Standard or Enterprise. It serves tools of the Gemini API, with this account&apos;s project, and tools in Code Assist mode, such as Gemini CLI, whose requests name the project themselves. Without a project of yours Google&apos;s own is used where your licence has one. Google signs in through an OAuth client of your own.</source>
        <translation>Para Gemini Code Assist Standard o Enterprise. Sirve a herramientas de la API de Gemini, con el proyecto de esta cuenta, y a herramientas en modo Code Assist, como Gemini CLI, cuyas solicitudes nombran ellas mismas el proyecto. Sin un proyecto suyo se usa el de Google, si su licencia tiene uno. Google inicia sesión mediante un cliente OAuth propio.</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose the project that has the licence.</source>
        <translation>Abra la consola de Google Cloud y elija el proyecto que tiene la licencia.</translation>
    </message>
    <message>
        <source>Enable the Gemini for Google Cloud API for it (APIs &amp; Services, Library).</source>
        <translation>Habilite en él la Gemini for Google Cloud API (API y servicios, Biblioteca).</translation>
    </message>
    <message>
        <source>Vertex AI takes a service account of your Google Cloud project. It needs the role Vertex AI User, and a key of the type JSON.</source>
        <translation>Vertex AI usa una cuenta de servicio de su proyecto de Google Cloud. Necesita el rol «Usuario de Vertex AI» y una clave de tipo JSON.</translation>
    </message>
</context>
<context>
    <name>ProvidersCard</name>
    <message>
        <source>Providers</source>
        <translation>Proveedores</translation>
    </message>
    <message>
        <source>Each is one JSON file. Files of your own in the folder “providers” beside settings.ini are read when Homeport starts: one of the same id takes a provider&apos;s place.</source>
        <translation>Cada uno es un archivo JSON. Los archivos propios de la carpeta «providers», junto a settings.ini, se leen al iniciar Homeport: uno con el mismo id sustituye al proveedor.</translation>
    </message>
    <message>
        <source>%1 is left out: %2</source>
        <translation>%1 se omite: %2</translation>
    </message>
</context>
<context>
    <name>ProxyText</name>
    <message>
        <source>Works</source>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Caído</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Sin usar todavía</translation>
    </message>
    <message>
        <source>Default; no account goes through it yet</source>
        <translation>Predeterminado; ninguna cuenta pasa aún por él</translation>
    </message>
    <message>
        <source>No account goes through it</source>
        <translation>Ninguna cuenta pasa por él</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 y %2 más</translation>
    </message>
    <message>
        <source>Default, for %1</source>
        <translation>Predeterminado, para %1</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Para %1</translation>
    </message>
    <message>
        <source>%1 Tried again at %2.</source>
        <translation>%1 Se intentará de nuevo a las %2.</translation>
    </message>
    <message>
        <source>Leaves from %1, answers in %2</source>
        <translation>Sale por %1, responde en %2</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>sin TLS</translation>
    </message>
    <message>
        <source>Connected in %1, answers in %2, %3 to the echo service. Leaves from %4.</source>
        <translation>Conectado en %1, responde en %2, %3 hasta el servicio de eco. Sale por %4.</translation>
    </message>
</context>
<context>
    <name>QuotaText</name>
    <message>
        <source>Quota</source>
        <translation>Cuota</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hora</numerusform>
            <numerusform>%Ln horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln día</numerusform>
            <numerusform>%Ln días</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: length of a quota&apos;s window, %2: what it is of</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 usado</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>no indicado</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 de %2 usado</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>hace %1</translation>
    </message>
    <message>
        <source>reset %1 ago</source>
        <translation>restablecida hace %1</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>se restablece en %1</translation>
    </message>
    <message>
        <source>At this pace used up any moment, %1 before the reset</source>
        <extracomment>%1: a length of time</extracomment>
        <translation>A este ritmo se agota en cualquier momento, %1 antes del restablecimiento</translation>
    </message>
    <message>
        <source>At this pace used up %1, %2 before the reset</source>
        <extracomment>%1: time, perhaps with the day; %2: a length of time</extracomment>
        <translation>A este ritmo se agota %1, %2 antes del restablecimiento</translation>
    </message>
    <message>
        <source>When it resets was not said</source>
        <translation>No se ha dicho cuándo se restablece</translation>
    </message>
    <message>
        <source>How much of the new window is used was not said yet</source>
        <translation>Aún no se ha dicho cuánto se ha usado del nuevo periodo</translation>
    </message>
    <message>
        <source>Too long ago to tell the pace</source>
        <translation>Hace demasiado para conocer el ritmo</translation>
    </message>
    <message>
        <source>Too early to tell the pace: %1 of the window has passed</source>
        <translation>Demasiado pronto para conocer el ritmo: ha pasado %1 del periodo</translation>
    </message>
    <message>
        <source>Used up until %1</source>
        <translation>Agotada hasta %1</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>Agotada</translation>
    </message>
    <message>
        <source>At this pace it lasts until the reset</source>
        <translation>A este ritmo alcanza hasta el restablecimiento</translation>
    </message>
    <message>
        <source>The mark is where the clock is: %1 of the window has passed.</source>
        <translation>La marca indica por dónde va el reloj: ha pasado %1 del periodo.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: age of a value, %2: the header field it is from</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>at this pace used up any moment</source>
        <translation>a este ritmo se agota en cualquier momento</translation>
    </message>
    <message>
        <source>at this pace used up %1</source>
        <translation>a este ritmo se agota %1</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Crédito</translation>
    </message>
</context>
<context>
    <name>ReplaceText</name>
    <message>
        <source>Replace “%1”?</source>
        <translation>¿Reemplazar «%1»?</translation>
    </message>
    <message>
        <source>A file with this name is there already. What is in it will be lost.</source>
        <translation>Ya hay un archivo con ese nombre. Su contenido se perderá.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
</context>
<context>
    <name>RequestText</name>
    <message>
        <source>Waiting for its turn: all places of its key are taken.</source>
        <translation>Espera su turno: todas las plazas de su clave están ocupadas.</translation>
    </message>
    <message>
        <source>Held until %1, when a parked account comes free.</source>
        <translation>Retenida hasta %1, cuando quede libre una cuenta aparcada.</translation>
    </message>
    <message>
        <source>Held until a parked account comes free.</source>
        <translation>Retenida hasta que quede libre una cuenta aparcada.</translation>
    </message>
    <message>
        <source>Waiting for the provider&apos;s first byte.</source>
        <translation>Espera el primer byte del proveedor.</translation>
    </message>
    <message>
        <source>The answer is streaming.</source>
        <translation>La respuesta se está transmitiendo.</translation>
    </message>
    <message>
        <source>Answered completely.</source>
        <translation>Respondida por completo.</translation>
    </message>
    <message>
        <source>The provider answered with an error; the tool got it unchanged.</source>
        <translation>El proveedor respondió con un error; la herramienta lo recibió sin cambios.</translation>
    </message>
    <message>
        <source>Refused by Homeport; the provider was not asked.</source>
        <translation>Rechazada por Homeport; no se preguntó al proveedor.</translation>
    </message>
    <message>
        <source>The provider could not be reached.</source>
        <translation>No se pudo contactar con el proveedor.</translation>
    </message>
    <message>
        <source>The provider broke off in the middle of its answer.</source>
        <translation>El proveedor cortó en mitad de su respuesta.</translation>
    </message>
    <message>
        <source>The tool left before the answer was complete; the provider was told to stop.</source>
        <translation>La herramienta se fue antes de completar la respuesta; se le indicó al proveedor que parara.</translation>
    </message>
    <message>
        <source>The provider stayed silent for too long.</source>
        <translation>El proveedor estuvo demasiado tiempo en silencio.</translation>
    </message>
    <message>
        <source>Ended because Homeport was stopping.</source>
        <translation>Terminó porque Homeport se estaba deteniendo.</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>en cola</translation>
    </message>
    <message>
        <source>held</source>
        <translation>retenida</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecha</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallida</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>cortada</translation>
    </message>
    <message>
        <source>left</source>
        <translation>se fue</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>tiempo agotado</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>detenida</translation>
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
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>%1 output</source>
        <translation>%1 de salida</translation>
    </message>
    <message>
        <source>%1 input</source>
        <translation>%1 de entrada</translation>
    </message>
    <message>
        <source>%1 output (%2 thinking)</source>
        <translation>%1 de salida (%2 de razonamiento)</translation>
    </message>
    <message>
        <source>%1 from the cache</source>
        <translation>%1 de la caché</translation>
    </message>
    <message>
        <source>%1 to the cache for 5 min</source>
        <translation>%1 a la caché durante 5 min</translation>
    </message>
    <message>
        <source>%1 to the cache for 1 h</source>
        <translation>%1 a la caché durante 1 h</translation>
    </message>
    <message numerus="yes">
        <source>%Ln web searches</source>
        <translation>
            <numerusform>una búsqueda web</numerusform>
            <numerusform>%Ln búsquedas web</numerusform>
        </translation>
    </message>
    <message>
        <source>; not counted to the end</source>
        <translation>; no se contó hasta el final</translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message>
        <source>Chosen</source>
        <translation>Elegida</translation>
    </message>
    <message>
        <source>Could serve too; another one came first</source>
        <translation>También podría servir; otra fue primero</translation>
    </message>
    <message>
        <source>Speaks another protocol</source>
        <translation>Habla otro protocolo</translation>
    </message>
    <message>
        <source>The key may not use it</source>
        <translation>La clave no puede usarla</translation>
    </message>
    <message>
        <source>Does not serve this model</source>
        <translation>No sirve este modelo</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>En pausa por usted</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>Requiere iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>Switched off by its provider</source>
        <translation>Desactivada por su proveedor</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Aparcada</translation>
    </message>
    <message>
        <source>Parked for models of this family</source>
        <translation>Aparcada para modelos de esta familia</translation>
    </message>
    <message>
        <source>Keeps its reserve</source>
        <translation>Mantiene su reserva</translation>
    </message>
    <message>
        <source>No way to its provider</source>
        <translation>No hay camino hasta su proveedor</translation>
    </message>
    <message>
        <source>Has no credential</source>
        <translation>No tiene credencial</translation>
    </message>
    <message>
        <source>Was tried already for this request</source>
        <translation>Ya se intentó con esta solicitud</translation>
    </message>
    <message>
        <source>Passes a tool&apos;s own login through; this request brings none</source>
        <translation>Deja pasar el inicio de sesión propio de la herramienta; esta solicitud no trae ninguno</translation>
    </message>
    <message>
        <source>Not asked: the request brings a login of its own</source>
        <translation>No se preguntó: la solicitud trae un inicio de sesión propio</translation>
    </message>
    <message>
        <source>Was parked until just now; another request is finding out</source>
        <translation>Estaba aparcada hasta hace un momento; otra solicitud lo está comprobando</translation>
    </message>
    <message>
        <source>Does not serve this kind of call</source>
        <translation>No sirve este tipo de llamada</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>prioridad %1</translation>
    </message>
    <message>
        <source>reset not known</source>
        <translation>restablecimiento desconocido</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>se restablece en %1</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>sin usar todavía</translation>
    </message>
    <message>
        <source>rested %1</source>
        <translation>descansó %1</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>puntuación %1</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <extracomment>%1: why an account can&apos;t serve, %2: a moment</extracomment>
        <translation>%1 hasta %2</translation>
    </message>
    <message>
        <source>of its quota %1</source>
        <translation>de su cuota %1</translation>
    </message>
    <message>
        <source>Strategy: %1</source>
        <translation>Estrategia: %1</translation>
    </message>
    <message>
        <source>By the rule of %1</source>
        <translation>Por la regla de %1</translation>
    </message>
    <message>
        <source>Its session stays on the account it began on</source>
        <translation>Su sesión sigue en la cuenta en la que empezó</translation>
    </message>
    <message>
        <source>The key is pinned to one account</source>
        <translation>La clave está fijada a una cuenta</translation>
    </message>
    <message>
        <source>The only one that comes free soon; the request waited for it</source>
        <translation>La única que queda libre pronto; la solicitud la esperó</translation>
    </message>
    <message>
        <source>No account could serve</source>
        <translation>Ninguna cuenta pudo servir</translation>
    </message>
    <message>
        <source>It was asked of the model %1; an alias has %2 serve in its place.</source>
        <translation>Se pidió el modelo %1; un alias hace que sirva %2 en su lugar.</translation>
    </message>
    <message>
        <source>It waited %1 for a free place of its key.</source>
        <translation>Esperó %1 a que hubiera una plaza libre de su clave.</translation>
    </message>
    <message>
        <source>It was held for %1 until a parked account came free.</source>
        <translation>Se retuvo %1 hasta que quedó libre una cuenta aparcada.</translation>
    </message>
    <message>
        <source>Its session %1 was on %2 before, which can&apos;t serve it now.</source>
        <translation>Su sesión %1 estaba antes en %2, que ahora no puede servirla.</translation>
    </message>
    <message>
        <source>It belongs to the session %1.</source>
        <translation>Pertenece a la sesión %1.</translation>
    </message>
    <message>
        <source>An account got no token that serves: %1</source>
        <translation>Una cuenta no obtuvo un token que sirva: %1</translation>
    </message>
    <message>
        <source>No account served this request</source>
        <translation>Ninguna cuenta sirvió esta solicitud</translation>
    </message>
    <message numerus="yes">
        <source>%1, after %Ln choices</source>
        <translation>
            <numerusform>%1, tras una elección</numerusform>
            <numerusform>%1, tras %Ln elecciones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoutingText</name>
    <message>
        <source>By priority</source>
        <translation>Por prioridad</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>Una tras otra</translation>
    </message>
    <message>
        <source>Least recently used</source>
        <translation>La menos usada recientemente</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>Por peso</translation>
    </message>
    <message>
        <source>Most headroom</source>
        <translation>Más margen</translation>
    </message>
    <message>
        <source>Soonest reset</source>
        <translation>Restablecimiento más próximo</translation>
    </message>
    <message>
        <source>The account with the lowest priority number serves; equal ones take turns.</source>
        <translation>Sirve la cuenta con el número de prioridad más bajo; las iguales se turnan.</translation>
    </message>
    <message>
        <source>In the order they were added: the next one serves only when the one before can&apos;t.</source>
        <translation>En el orden en que se añadieron: la siguiente sirve solo cuando la anterior no puede.</translation>
    </message>
    <message>
        <source>The account that has rested longest serves.</source>
        <translation>Sirve la cuenta que más tiempo ha descansado.</translation>
    </message>
    <message>
        <source>New sessions are shared in proportion to the accounts&apos; weights.</source>
        <translation>Las sesiones nuevas se reparten en proporción a los pesos de las cuentas.</translation>
    </message>
    <message>
        <source>The account with the most quota left serves.</source>
        <translation>Sirve la cuenta a la que le queda más cuota.</translation>
    </message>
    <message>
        <source>The account whose quota renews first serves: what is left of it would be lost.</source>
        <translation>Sirve la cuenta cuya cuota se renueva antes: lo que queda de ella se perdería.</translation>
    </message>
    <message>
        <source>The whole account is parked until %1.</source>
        <translation>Toda la cuenta está aparcada hasta %1.</translation>
    </message>
    <message>
        <source>Models of the family %1 are parked until %2.</source>
        <translation>Los modelos de la familia %1 están aparcados hasta %2.</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Clear the line</source>
        <translation>Vaciar la línea</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>line %1, column %2: %3</source>
        <translation>línea %1, columna %2: %3</translation>
    </message>
    <message>
        <source>Shell, Anthropic clients</source>
        <translation>Shell, clientes de Anthropic</translation>
    </message>
    <message>
        <source>Shell, OpenAI clients</source>
        <translation>Shell, clientes de OpenAI</translation>
    </message>
    <message>
        <source>Shell, Google clients</source>
        <translation>Shell, clientes de Google</translation>
    </message>
    <message>
        <source>Shell, where HTTP_PROXY is set</source>
        <translation>Shell donde HTTP_PROXY está definida</translation>
    </message>
    <message>
        <source>No key is in the file: Claude Code asks homeportctl for it, and keeps the answer for five minutes.</source>
        <translation>En el archivo no hay ninguna clave: Claude Code se la pide a homeportctl y guarda la respuesta cinco minutos.</translation>
    </message>
    <message>
        <source>No key is in the file: Codex asks homeportctl for it.</source>
        <translation>En el archivo no hay ninguna clave: Codex se la pide a homeportctl.</translation>
    </message>
    <message>
        <source>A .env file in a project&apos;s folder goes before this one.</source>
        <translation>Un archivo .env en la carpeta de un proyecto tiene prioridad sobre este.</translation>
    </message>
    <message>
        <source>opencode.json of a project goes before this file.</source>
        <translation>El opencode.json de un proyecto tiene prioridad sobre este archivo.</translation>
    </message>
    <message>
        <source>--model names a model that one of your accounts serves; without it Qwen Code asks for its own.</source>
        <translation>--model indica un modelo que sirva alguna de sus cuentas; sin esa opción, Qwen Code pide el suyo.</translation>
    </message>
    <message>
        <source>VS Code 1.122 or newer. It wants each model by name: --model names one that an account of yours serves with OpenAI&apos;s protocol.</source>
        <translation>VS Code 1.122 o posterior. Pide cada modelo por su nombre: --model indica uno que alguna de sus cuentas sirva con el protocolo de OpenAI.</translation>
    </message>
    <message>
        <source>Zed keeps keys in the system&apos;s keychain: open its agent settings and paste the key of &quot;homeportctl tools key zed&quot; for Anthropic and for OpenAI.</source>
        <translation>Zed guarda las claves en el llavero del sistema: abra los ajustes de su agente y pegue para Anthropic y para OpenAI la clave de «homeportctl tools key zed».</translation>
    </message>
    <message>
        <source>aider reads .env of your home folder, then that of the project, which goes before it. Other programs may read it too.</source>
        <translation>aider lee el .env de su carpeta personal y después el del proyecto, que tiene prioridad. Otros programas también pueden leerlo.</translation>
    </message>
    <message>
        <source>Models that speak OpenAI&apos;s protocol go through Homeport: aider --model openai/NAME.</source>
        <translation>Los modelos que hablan el protocolo de OpenAI pasan por Homeport: aider --model openai/NAME.</translation>
    </message>
    <message>
        <source>Claude Code sends it instead of Homeport&apos;s key.</source>
        <translation>Claude Code la envía en lugar de la clave de Homeport.</translation>
    </message>
    <message>
        <source>Claude Code then calls Amazon Bedrock.</source>
        <translation>Claude Code llama entonces a Amazon Bedrock.</translation>
    </message>
    <message>
        <source>Claude Code then calls Vertex AI.</source>
        <translation>Claude Code llama entonces a Vertex AI.</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s key.</source>
        <translation>Tiene prioridad sobre la clave del archivo.</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s address.</source>
        <translation>Tiene prioridad sobre la dirección del archivo.</translation>
    </message>
    <message>
        <source>Gemini CLI sends it instead of Homeport&apos;s key.</source>
        <translation>Gemini CLI la envía en lugar de la clave de Homeport.</translation>
    </message>
    <message>
        <source>Gemini CLI then calls Vertex AI.</source>
        <translation>Gemini CLI llama entonces a Vertex AI.</translation>
    </message>
    <message>
        <source>Gemini CLI then signs in to Code Assist.</source>
        <translation>Gemini CLI inicia entonces sesión en Code Assist.</translation>
    </message>
    <message>
        <source>opencode then reads another file as well, which goes before this one.</source>
        <translation>opencode lee entonces también otro archivo, que tiene prioridad sobre este.</translation>
    </message>
    <message>
        <source>Zed sends it instead of the key that you give it.</source>
        <translation>Zed la envía en lugar de la clave que usted le da.</translation>
    </message>
    <message>
        <source>What is meant for Homeport goes to that proxy: set NO_PROXY=127.0.0.1,localhost too.</source>
        <translation>Lo que va dirigido a Homeport llega a ese proxy: defina también NO_PROXY=127.0.0.1,localhost.</translation>
    </message>
    <message>
        <source>%1 is a link that leads nowhere: remove it, or make the file it names.</source>
        <translation>%1 es un enlace que no lleva a ninguna parte: elimínelo o cree el archivo al que apunta.</translation>
    </message>
    <message>
        <source>%1 leads to %2, outside of %3: change that file by hand.</source>
        <translation>%1 lleva a %2, fuera de %3: cambie ese archivo a mano.</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <translation>%1 pertenece a otro usuario.</translation>
    </message>
    <message>
        <source>Everybody may write to %1: run chmod o-w on it first.</source>
        <translation>Cualquiera puede escribir en %1: ejecute antes chmod o-w sobre él.</translation>
    </message>
    <message>
        <source>%1 is no regular file.</source>
        <translation>%1 no es un archivo normal.</translation>
    </message>
    <message>
        <source>%1 has other names (hard links), which would part from it.</source>
        <translation>%1 tiene otros nombres (enlaces duros), que se separarían de él.</translation>
    </message>
    <message>
        <source>%1 is read-only: run chmod u+w on it if Homeport shall change it.</source>
        <translation>%1 es de solo lectura: ejecute chmod u+w sobre él si Homeport debe cambiarlo.</translation>
    </message>
    <message>
        <source>%1 is too large to be a configuration file.</source>
        <translation>%1 es demasiado grande para ser un archivo de configuración.</translation>
    </message>
    <message>
        <source>%1 has just been changed by somebody else: try again.</source>
        <translation>Otro acaba de cambiar %1: inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>No se puede leer %1: %2.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>No se puede escribir %1: %2.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written.</source>
        <translation>No se puede escribir en la carpeta %1.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>No se puede crear la carpeta %1.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation>No se puede escribir %1.</translation>
    </message>
    <message>
        <source>the folder can&apos;t be made</source>
        <translation>no se puede crear la carpeta</translation>
    </message>
    <message>
        <source>%1 is damaged, or of a newer Homeport. The copies of tools&apos; files lie in tool-backups beside it.</source>
        <translation>%1 está dañado o es de un Homeport más nuevo. Las copias de los archivos de las herramientas están al lado, en tool-backups.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be changed in this file as it is written: %2</source>
        <translation>%1 no se puede cambiar en este archivo tal como está escrito: %2</translation>
    </message>
    <message>
        <source>Changing %1 would have changed more than that.</source>
        <translation>Cambiar %1 habría cambiado más que eso.</translation>
    </message>
    <message>
        <source>%1 would not have got its value.</source>
        <translation>%1 no habría recibido su valor.</translation>
    </message>
    <message>
        <source>Such a value can&apos;t be written into an .env file.</source>
        <translation>Un valor así no se puede escribir en un archivo .env.</translation>
    </message>
    <message>
        <source>Such a value is not written into TOML.</source>
        <translation>Un valor así no se escribe en TOML.</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Esto no es JSON: %1.</translation>
    </message>
    <message>
        <source>%1 is not written as a line of its own, and can&apos;t be edited.</source>
        <translation>%1 no está en una línea propia y no se puede editar.</translation>
    </message>
    <message>
        <source>%1 stands here a second time.</source>
        <translation>%1 aparece aquí por segunda vez.</translation>
    </message>
    <message>
        <source>a colon is expected.</source>
        <translation>se espera un signo de dos puntos.</translation>
    </message>
    <message>
        <source>a comma or %1 is expected.</source>
        <translation>se espera una coma o %1.</translation>
    </message>
    <message>
        <source>a key in double quotes, or }, is expected.</source>
        <translation>se espera una clave entre comillas dobles, o }.</translation>
    </message>
    <message>
        <source>a list is expected here.</source>
        <translation>aquí se espera una lista.</translation>
    </message>
    <message>
        <source>a table is expected here.</source>
        <translation>aquí se espera una tabla.</translation>
    </message>
    <message>
        <source>a value is expected.</source>
        <translation>se espera un valor.</translation>
    </message>
    <message>
        <source>a zero byte, so this is no text.</source>
        <translation>un byte nulo, así que esto no es texto.</translation>
    </message>
    <message>
        <source>an object is expected here.</source>
        <translation>aquí se espera un objeto.</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8.</source>
        <translation>bytes que no son UTF-8.</translation>
    </message>
    <message>
        <source>nested too deeply.</source>
        <translation>demasiados niveles anidados.</translation>
    </message>
    <message>
        <source>something stands behind the end of the document.</source>
        <translation>hay algo detrás del final del documento.</translation>
    </message>
    <message>
        <source>this comment is not closed.</source>
        <translation>este comentario no está cerrado.</translation>
    </message>
    <message>
        <source>this line is not understood.</source>
        <translation>esta línea no se entiende.</translation>
    </message>
    <message>
        <source>this quote is not closed.</source>
        <translation>estas comillas no están cerradas.</translation>
    </message>
    <message>
        <source>this string is not closed, or not as JSON has it.</source>
        <translation>esta cadena no está cerrada o no sigue las reglas de JSON.</translation>
    </message>
    <message>
        <source>this table is written in braces, and can&apos;t be edited: write it as [%1].</source>
        <translation>esta tabla está escrita entre llaves y no se puede editar: escríbala como [%1].</translation>
    </message>
    <message>
        <source>%1 is a table here.</source>
        <translation>%1 es aquí una tabla.</translation>
    </message>
    <message>
        <source>%1 is a list of tables here.</source>
        <translation>%1 es aquí una lista de tablas.</translation>
    </message>
    <message>
        <source>A file has changed since it was shown: nothing was done.</source>
        <translation>Un archivo ha cambiado desde que se mostró: no se hizo nada.</translation>
    </message>
    <message>
        <source>Another Homeport program is setting tools up: try again when it has finished.</source>
        <translation>Otro programa de Homeport está configurando herramientas: inténtelo de nuevo cuando haya terminado.</translation>
    </message>
    <message>
        <source>Homeport does not listen, so there is no address to write. The Overview page says why.</source>
        <translation>Homeport no escucha, así que no hay dirección que escribir. La página «Resumen» dice por qué.</translation>
    </message>
    <message>
        <source>Homeport has not configured &quot;%1&quot;.</source>
        <translation>Homeport no ha configurado «%1».</translation>
    </message>
    <message>
        <source>It is not set up: do that first.</source>
        <translation>No está configurada: hágalo primero.</translation>
    </message>
    <message>
        <source>There is no such tool.</source>
        <translation>No existe esa herramienta.</translation>
    </message>
    <message>
        <source>This is the demo: its keys end with it, and tools would be left without one. Start Homeport without --demo.</source>
        <translation>Esta es la demostración: sus claves terminan con ella y las herramientas se quedarían sin ninguna. Inicie Homeport sin --demo.</translation>
    </message>
    <message>
        <source>This plan has no key yet: it is for showing only.</source>
        <translation>Este plan aún no tiene clave: solo sirve para mostrarlo.</translation>
    </message>
    <message>
        <source>This tool must be told a model: --model NAME.</source>
        <translation>Hay que indicarle un modelo a esta herramienta: --model NAME.</translation>
    </message>
    <message>
        <source>homeportctl, which this tool runs for its key, is not installed beside Homeport.</source>
        <translation>homeportctl, que esta herramienta ejecuta para obtener su clave, no está instalado junto a Homeport.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a file, %2: what is wrong in it</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <extracomment>%1: a file, %2: the number of a line</extracomment>
        <translation>%1, línea %2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>%1: a key of a configuration file, %2: that file</extracomment>
        <translation>%1 en %2</translation>
    </message>
</context>
<context>
    <name>TestText</name>
    <message>
        <source>Credit: %1 left</source>
        <translation>Crédito: quedan %1</translation>
    </message>
    <message>
        <source>Credit: this key has no limit</source>
        <translation>Crédito: esta clave no tiene límite</translation>
    </message>
    <message>
        <source>%1, %2 used so far</source>
        <translation>%1, %2 usado hasta ahora</translation>
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
        <translation>Script</translation>
    </message>
    <message>
        <source>At most 120 requests a minute and 4 at once, so that a loop can&apos;t run wild</source>
        <translation>Como máximo 120 solicitudes por minuto y 4 a la vez, para que un bucle no se desboque</translation>
    </message>
    <message>
        <source>Without limits; set them later with the pencil</source>
        <translation>Sin límites; póngalos después con el lápiz</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. The Overview page has the lines for other shells.</source>
        <translation>Péguelo en un terminal y ejecute ahí claude. La página «Resumen» tiene las líneas para otras shells.</translation>
    </message>
    <message>
        <source>For ~/.codex/config.toml, above its tables. It takes an account that speaks OpenAI&apos;s protocol.</source>
        <translation>Para ~/.codex/config.toml, por encima de sus tablas. Hace falta una cuenta que hable el protocolo de OpenAI.</translation>
    </message>
    <message>
        <source>For ~/.gemini/.env, with “gemini-api-key” chosen in its settings. It takes an account that speaks Gemini&apos;s protocol.</source>
        <translation>Para ~/.gemini/.env, con «gemini-api-key» elegido en sus ajustes. Hace falta una cuenta que hable el protocolo de Gemini.</translation>
    </message>
    <message>
        <source>For an editor&apos;s settings of an Anthropic-compatible provider. Editors that call from their maker&apos;s servers can&apos;t reach this computer.</source>
        <translation>Para los ajustes de un editor con un proveedor compatible con Anthropic. Los editores que llaman desde los servidores de su fabricante no llegan a este equipo.</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay.</source>
        <translation>Transmite una respuesta corta a través del relay.</translation>
    </message>
</context>
<context>
    <name>ToolsText</name>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpida</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Its key was revoked</source>
        <translation>Su clave fue revocada</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>No instalada</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Instalada</translation>
    </message>
    <message>
        <source>Changed by someone else</source>
        <translation>Cambiada por otro</translation>
    </message>
    <message>
        <source>A variable goes before it</source>
        <translation>Una variable va por delante</translation>
    </message>
    <message>
        <source>Set up for another address</source>
        <translation>Configurada para otra dirección</translation>
    </message>
    <message>
        <source>Set up by an older Homeport</source>
        <translation>Configurada por un Homeport anterior</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurada</translation>
    </message>
    <message>
        <source>The program itself is not to be found any more.</source>
        <translation>El programa en sí ya no se encuentra.</translation>
    </message>
    <message>
        <source>%1 · found by %2</source>
        <extracomment>%1: a program, %2: what it was found by: nvm, volta, npm, flatpak, or a folder</extracomment>
        <translation>%1 · encontrado por %2</translation>
    </message>
    <message>
        <source>%1 is set in the environment that Homeport was started in. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does</extracomment>
        <translation>%1 está definida en el entorno en el que se inició Homeport. %2</translation>
    </message>
    <message>
        <source>%1 is set in %3. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does, %3: a file and a line</extracomment>
        <translation>%1 está definida en %3. %2</translation>
    </message>
    <message>
        <source>A change was begun and not finished. Restore it, or configure it again.</source>
        <translation>Se empezó un cambio y no se terminó. Restáurela o vuelva a configurarla.</translation>
    </message>
    <message>
        <source>Homeport refuses it. Configure it again for a new key, or restore it.</source>
        <translation>Homeport la rechaza. Vuelva a configurarla para obtener una clave nueva, o restáurela.</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>Pregunta en %1, pero Homeport escucha en %2. Configúrela de nuevo.</translation>
    </message>
    <message>
        <source>Changed since Homeport set it: %1. “Configure” sets it again, “Restore” leaves it.</source>
        <translation>Cambiado desde que lo escribió Homeport: %1. «Configurar» lo vuelve a escribir, «Restaurar» lo deja.</translation>
    </message>
    <message>
        <source>What it reads has changed. Configure it again.</source>
        <translation>Lo que lee ha cambiado. Vuelva a configurarla.</translation>
    </message>
    <message>
        <source>A file can&apos;t be understood or edited, so it was left alone. Correct it, then look again.</source>
        <translation>Un archivo no se entiende o no se puede editar, así que se dejó como estaba. Corríjalo y vuelva a mirar.</translation>
    </message>
    <message>
        <source>A file lies where Homeport does not write, so it was left alone.</source>
        <translation>Un archivo está donde Homeport no escribe, así que se dejó como estaba.</translation>
    </message>
    <message>
        <source>Somebody else is at it. Look again, then try once more.</source>
        <translation>Otro está en ello. Vuelva a mirar y después inténtelo otra vez.</translation>
    </message>
    <message>
        <source>A file can&apos;t be read or written. Check its permissions, and that the disk has space.</source>
        <translation>Un archivo no se puede leer o escribir. Compruebe sus permisos y que el disco tenga espacio.</translation>
    </message>
    <message>
        <source>Its key is gone. Configure it again.</source>
        <translation>Su clave ya no está. Vuelva a configurarla.</translation>
    </message>
    <message>
        <source>No answer for %1: %2</source>
        <translation>Sin respuesta para %1: %2</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 modelo</translation>
    </message>
    <message>
        <source>%L1 models</source>
        <translation>%L1 modelos</translation>
    </message>
    <message>
        <source>Homeport answers %1&apos;s key: %3, in %2.</source>
        <extracomment>%1: a tool, %2: a time, %3: &quot;12 models&quot;</extracomment>
        <translation>Homeport responde a la clave de %1: %3, en %2.</translation>
    </message>
    <message>
        <source>The key works, but %1 asks at %2 and Homeport listens at %3. Configure it again.</source>
        <translation>La clave funciona, pero %1 pregunta en %2 y Homeport escucha en %3. Vuelva a configurarla.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>sin motivo indicado</translation>
    </message>
    <message>
        <source>Refused with status %1: %2</source>
        <translation>Rechazada con estado %1: %2</translation>
    </message>
    <message>
        <source>Interrupted while it was set up: %1</source>
        <translation>Interrumpido durante la configuración: %1</translation>
    </message>
    <message>
        <source>The files are as they were, or as they were to become. Restore them, or configure the tool again.</source>
        <translation>Los archivos están como estaban o como iban a quedar. Restáurelos o vuelva a configurar la herramienta.</translation>
    </message>
    <message>
        <source>Homeport does not listen: these get no answer: %1</source>
        <translation>Homeport no escucha, estas no reciben respuesta: %1</translation>
    </message>
    <message>
        <source>The Overview page says why, and starts it again. Or give the tools back what they had before Homeport.</source>
        <translation>La página «Resumen» dice por qué y lo reinicia. O devuelva a las herramientas lo que tenían antes de Homeport.</translation>
    </message>
    <message>
        <source>Set up for another address: %1</source>
        <translation>Configuradas para otra dirección: %1</translation>
    </message>
    <message>
        <source>Homeport listens at %1 now. Configure them again, or restore them.</source>
        <translation>Homeport escucha ahora en %1. Vuelva a configurarlas o restáurelas.</translation>
    </message>
    <message>
        <source>The tools were not restored</source>
        <translation>Las herramientas no se restauraron</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It stayed as it is.</source>
        <translation>Otra persona ha cambiado %1. Quedó como está.</translation>
    </message>
    <message>
        <source>%1 was not restored: %2</source>
        <translation>%1 no se restauró: %2</translation>
    </message>
    <message>
        <source>No tool was restored</source>
        <translation>No se restauró ninguna herramienta</translation>
    </message>
    <message>
        <source>Restored: %1</source>
        <translation>Restauradas: %1</translation>
    </message>
    <message>
        <source>The local keys of %1 could not be revoked: do that on the Keys page.</source>
        <translation>No se pudieron revocar las claves locales de %1: hágalo en la página «Claves».</translation>
    </message>
</context>
<context>
    <name>TrayText</name>
    <message>
        <source>Paused: tools can&apos;t connect</source>
        <translation>En pausa: las herramientas no pueden conectarse</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <source>Finishing the last requests…</source>
        <translation>Terminando las últimas solicitudes…</translation>
    </message>
    <message>
        <source>Not listening on port %1</source>
        <translation>No escucha en el puerto %1</translation>
    </message>
    <message>
        <source>Locked: requests are refused</source>
        <translation>Bloqueado: las solicitudes se rechazan</translation>
    </message>
    <message>
        <source>Running on %1</source>
        <extracomment>%1 is an address such as http://127.0.0.1:8642</extracomment>
        <translation>En marcha en %1</translation>
    </message>
    <message>
        <source>%1: %2, %3 used, resets %4</source>
        <extracomment>%1: an account, %2: a quota window such as &quot;5 hours&quot;, %3: a percentage, %4: a time, perhaps with the day</extracomment>
        <translation>%1: %2, %3 usado, se restablece: %4</translation>
    </message>
    <message>
        <source>%1: %2, %3 used</source>
        <translation>%1: %2, %3 usado</translation>
    </message>
</context>
<context>
    <name>UsageCsv</name>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>Todos los tokens</translation>
    </message>
    <message>
        <source>Cost in dollars</source>
        <translation>Coste en dólares</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>Sin precio</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>ddd d MMM yyyy</source>
        <extracomment>date format of a day: Tue 3 Jun 2026</extracomment>
        <translation>ddd d MMM yyyy</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Cache write, 5 min</source>
        <translation>Escritura en caché, 5 min</translation>
    </message>
    <message>
        <source>Cache write, 1 h</source>
        <translation>Escritura en caché, 1 h</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Lectura de caché</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Otros</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Desconocido</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 días</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 días</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 meses</translation>
    </message>
    <message>
        <source>By account</source>
        <translation>Por cuenta</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Por modelo</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>Por clave</translation>
    </message>
    <message>
        <source>By tool</source>
        <translation>Por herramienta</translation>
    </message>
    <message>
        <source>By project</source>
        <translation>Por proyecto</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Herramienta</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Proyecto</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>date format with a year: 3 Jun 2026</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <extracomment>date format with the day of the week: Tue 3</extracomment>
        <translation>ddd d MMM</translation>
    </message>
    <message>
        <source>Usage, %1: %2, %3 tokens</source>
        <translation>Uso, %1: %2, %3 tokens</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests of models without a price are not in the cost.</source>
        <translation>
            <numerusform>Una solicitud de un modelo sin precio no está incluida en el coste.</numerusform>
            <numerusform>%Ln solicitudes de modelos sin precio no están incluidas en el coste.</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport no pudo leer sus propios registros. Inténtelo de nuevo; si sigue igual, reinicie Homeport.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>date format of a month: June 2026</extracomment>
        <translation>MMMM &apos;de&apos; yyyy</translation>
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
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>end within a year</comment>
        <extracomment>date format: of &quot;3 Jun – 5 Jul 2026&quot; the part after the dash; where the year goes first, it is left out here</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
</context>
<context>
    <name>homeport::AccountActivity</name>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Latest requests</source>
        <translation>Últimas solicitudes</translation>
    </message>
    <message>
        <source>All requests of this account</source>
        <translation>Todas las solicitudes de esta cuenta</translation>
    </message>
    <message>
        <source>None since Homeport was started.</source>
        <translation>Ninguna desde que se inició Homeport.</translation>
    </message>
    <message numerus="yes">
        <source>None among the latest %Ln requests of all accounts.</source>
        <translation>
            <numerusform>Ninguna en la última solicitud de todas las cuentas.</numerusform>
            <numerusform>Ninguna entre las últimas %Ln solicitudes de todas las cuentas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::AccountDetail</name>
    <message>
        <source>All accounts</source>
        <translation>Todas las cuentas</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Renovar ahora</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Iniciar sesión de nuevo…</translation>
    </message>
    <message>
        <source>Proxy…</source>
        <translation>Proxy…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source> Ten minutes later %1 is told to revoke the sign-in.</source>
        <translation> Diez minutos después se le pide a %1 que revoque el inicio de sesión.</translation>
    </message>
    <message>
        <source>“Remove” takes the account out of use at once; an undo is offered for half a minute.</source>
        <translation>«Quitar» deja la cuenta fuera de uso al momento; durante medio minuto se puede deshacer.</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ya existe una cuenta con este nombre.</translation>
    </message>
    <message>
        <source>Organization…</source>
        <translation>Organización…</translation>
    </message>
</context>
<context>
    <name>homeport::AccountFacts</name>
    <message>
        <source>Facts</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>%1 (its provider file is gone)</source>
        <translation>%1 (falta su archivo de proveedor)</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>URL base</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Credencial</translation>
    </message>
    <message>
        <source>OAuth client</source>
        <translation>Cliente OAuth</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Proyecto</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Región</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Añadida</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Your pause</source>
        <translation>Su pausa</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>En pausa por usted</translation>
    </message>
    <message>
        <source>Not paused</source>
        <translation>No está en pausa</translation>
    </message>
    <message>
        <source>Provider&apos;s verdict</source>
        <translation>Veredicto del proveedor</translation>
    </message>
    <message>
        <source>Token obtained</source>
        <translation>Token obtenido</translation>
    </message>
    <message>
        <source>Key obtained</source>
        <translation>Clave obtenida</translation>
    </message>
    <message>
        <source>It does not expire</source>
        <translation>No caduca</translation>
    </message>
    <message>
        <source>Token valid until</source>
        <translation>Token válido hasta</translation>
    </message>
    <message>
        <source>None is due</source>
        <translation>No hay ninguna prevista</translation>
    </message>
    <message>
        <source>Never: the provider gave no refresh token</source>
        <translation>Nunca: el proveedor no dio token de renovación</translation>
    </message>
    <message>
        <source>Next refresh</source>
        <translation>Próxima renovación</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Próximo intento</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organización</translation>
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
        <translation>Reanudar «%1»</translation>
    </message>
    <message>
        <source>Pause “%1”</source>
        <translation>Pausar «%1»</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>Quitar «%1»</translation>
    </message>
    <message>
        <source>Details of “%1”</source>
        <translation>Detalles de «%1»</translation>
    </message>
    <message>
        <source>%1, plan: %2</source>
        <translation>%1, plan: %2</translation>
    </message>
</context>
<context>
    <name>homeport::AccountStep</name>
    <message>
        <source>Sign in…</source>
        <translation>Iniciar sesión…</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>Añadir clave de API…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Iniciar la demostración</translation>
    </message>
    <message>
        <source>Command that starts the demo</source>
        <translation>Comando que inicia la demostración</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Try it without an account</source>
        <translation>Probar sin cuenta</translation>
    </message>
    <message>
        <source>The demo is a second Homeport in a window of its own, with a simulated provider. It has an address and a key of its own, keeps nothing, and touches nothing of this one.</source>
        <translation>La demostración es otro Homeport en su propia ventana, con un proveedor simulado. Tiene dirección y clave propias, no guarda nada y no toca nada de este.</translation>
    </message>
    <message>
        <source>Sign in with your browser, or paste an API key. It is kept encrypted on this computer, and tools never see it. For a tool that has a subscription of its own, choose “Add API key…” and there “Pass-through”.</source>
        <translation>Inicie sesión con su navegador, o pegue una clave de API. Se guarda cifrada en este equipo, y las herramientas nunca la ven. Para una herramienta con suscripción propia, elija «Añadir clave de API…» y allí «Paso directo».</translation>
    </message>
    <message>
        <source>These are ready for your tools. You can add more now, or at any time on the Accounts page.</source>
        <translation>Estas están listas para sus herramientas. Puede añadir más ahora, o en cualquier momento en la página Cuentas.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>y una más</numerusform>
            <numerusform>y %Ln más</numerusform>
        </translation>
    </message>
    <message>
        <source>The demo opens in a window of its own. Close that window when you have seen enough.</source>
        <translation>La demostración se abre en su propia ventana. Ciérrela cuando haya visto lo suficiente.</translation>
    </message>
    <message>
        <source>The demo could not be started. This command does the same in a terminal:</source>
        <translation>No se pudo iniciar la demostración. Este comando hace lo mismo en un terminal:</translation>
    </message>
</context>
<context>
    <name>homeport::AccountUsage</name>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Uso</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>Nothing was used in the last 30 days.</source>
        <translation>No se usó nada en los últimos 30 días.</translation>
    </message>
</context>
<context>
    <name>homeport::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>Añadir clave de API…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Iniciar sesión…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Add the accounts of a file</source>
        <translation>Añadir las cuentas de un archivo</translation>
    </message>
    <message>
        <source>Groups…</source>
        <translation>Grupos…</translation>
    </message>
    <message>
        <source>How accounts share the work</source>
        <translation>Cómo se reparten el trabajo las cuentas</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>Todavía no hay cuentas</translation>
    </message>
    <message>
        <source>Add the accounts your tools may use. Their credentials are kept encrypted on this computer and are never shown to the tools.</source>
        <translation>Añada las cuentas que pueden usar sus herramientas. Sus credenciales se guardan cifradas en este equipo y nunca se muestran a las herramientas.</translation>
    </message>
    <message>
        <source>The token was not refreshed</source>
        <translation>No se renovó el token</translation>
    </message>
    <message>
        <source>The account was not un-parked</source>
        <translation>No se liberó la cuenta</translation>
    </message>
    <message>
        <source>The account was not paused</source>
        <translation>No se pausó la cuenta</translation>
    </message>
    <message>
        <source>The account was not resumed</source>
        <translation>No se reanudó la cuenta</translation>
    </message>
    <message>
        <source>The account was not removed</source>
        <translation>No se quitó la cuenta</translation>
    </message>
    <message>
        <source>“%1” could not be brought back</source>
        <translation>No se pudo recuperar «%1»</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>«%1» se quitó.</translation>
    </message>
</context>
<context>
    <name>homeport::ActivityPage</name>
    <message>
        <source>Follow newest</source>
        <translation>Seguir lo más reciente</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Keep the newest request in view</source>
        <translation>Mantener a la vista la solicitud más reciente</translation>
    </message>
    <message>
        <source>Requests could not be read</source>
        <translation>No se pudieron leer las solicitudes</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Nada todavía</translation>
    </message>
    <message>
        <source>Requests appear here as they run. The Overview page has the lines that point a tool at Homeport.</source>
        <translation>Las solicitudes aparecen aquí mientras se ejecutan. La página «Resumen» tiene las líneas que dirigen una herramienta a Homeport.</translation>
    </message>
    <message>
        <source>No request matches.</source>
        <translation>Ninguna solicitud coincide.</translation>
    </message>
    <message>
        <source>Nothing found so far.</source>
        <translation>Nada encontrado hasta ahora.</translation>
    </message>
    <message>
        <source>Requests: %L1</source>
        <translation>Solicitudes: %L1</translation>
    </message>
    <message>
        <source>Found: %L1</source>
        <translation>Encontradas: %L1</translation>
    </message>
    <message>
        <source>Found so far: %L1</source>
        <translation>Encontradas hasta ahora: %L1</translation>
    </message>
</context>
<context>
    <name>homeport::AddKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>Clave de API</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their &amp;own login</source>
        <translation>Paso directo: las herramientas conservan su inicio de sesión &amp;propio</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>URL &amp;base</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>&amp;Clave de API</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>Obtener una clave</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Añadir cuenta</translation>
    </message>
    <message>
        <source>For a tool that is signed in by itself, such as Claude Code with a subscription: what it sends along goes to the provider untouched, and Homeport keeps nothing of it.</source>
        <translation>Para una herramienta que ha iniciado sesión por su cuenta, como Claude Code con una suscripción: lo que envía llega intacto al proveedor, y Homeport no guarda nada de ello.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>URL base</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their own login</source>
        <translation>Paso directo: las herramientas conservan su inicio de sesión propio</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>Así aparece en Homeport; sirve cualquier nombre.</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer. Only its last four characters stay visible.</source>
        <translation>Se guarda cifrada en este equipo. Solo quedan visibles sus cuatro últimos caracteres.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Proveedor</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>No se pudo abrir ningún navegador. Las claves se crean en %1</translation>
    </message>
    <message>
        <source>Add service account</source>
        <translation>Añadir cuenta de servicio</translation>
    </message>
    <message>
        <source>Add API key</source>
        <translation>Añadir clave de API</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>Obtener una clave de %1</translation>
    </message>
    <message>
        <source>Leave it empty; it is only for an endpoint of your own.</source>
        <translation>Déjelo vacío; es solo para una dirección propia.</translation>
    </message>
    <message>
        <source>Send the login &amp;unencrypted to this host</source>
        <translation>Enviar el inicio de sesión &amp;sin cifrar a este host</translation>
    </message>
    <message>
        <source>Send the key &amp;unencrypted to this host</source>
        <translation>Enviar la clave &amp;sin cifrar a este host</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the login. Use https, or agree below.</source>
        <translation>Por http, cualquiera en el camino puede leer el inicio de sesión. Use https o dé su conformidad abajo.</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the key. Use https, or agree below.</source>
        <translation>Por http, cualquiera en el camino puede leer la clave. Use https o dé su conformidad abajo.</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Añadiendo…</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ya existe una cuenta con este nombre.</translation>
    </message>
    <message>
        <source>The account was not added</source>
        <translation>La cuenta no se añadió</translation>
    </message>
    <message>
        <source>Optional: leave it empty if the server asks for none. A key is kept encrypted on this computer.</source>
        <translation>Opcional: déjelo vacío si el servidor no pide ninguna. Una clave se guarda cifrada en este equipo.</translation>
    </message>
</context>
<context>
    <name>homeport::AliasLines</name>
    <message>
        <source>Aliases of models, one a line</source>
        <translation>Alias de modelos, uno por línea</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks, the model without asterisks.</source>
        <translation>La línea %1 no es «nombre = modelo», ambos sin espacios y el modelo sin asteriscos.</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>Línea %1: «%2» ya está.</translation>
    </message>
    <message>
        <source>These are too many.</source>
        <translation>Son demasiados.</translation>
    </message>
</context>
<context>
    <name>homeport::BackupList</name>
    <message>
        <source>Restore another file…</source>
        <translation>Restaurar otro archivo…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Restaurar…</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>Restaurar la copia de seguridad del %1</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Restaurar una copia de seguridad</translation>
    </message>
</context>
<context>
    <name>homeport::BackupsCard</name>
    <message>
        <source>How many are kept</source>
        <translation>Cuántas se conservan</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>With what was used and the price lists</source>
        <translation>Con el uso y las listas de precios</translation>
    </message>
    <message>
        <source>Passphrase…</source>
        <translation>Frase de contraseña…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Hacer copia ahora</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>When backups are made</source>
        <translation>Cuándo se hacen copias de seguridad</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Cada día</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Cada semana</translation>
    </message>
    <message>
        <source>Choose a folder for backups</source>
        <translation>Elegir una carpeta para las copias de seguridad</translation>
    </message>
    <message>
        <source>Make backups</source>
        <translation>Hacer copias de seguridad</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Copias de seguridad</translation>
    </message>
    <message>
        <source>A backup is being made: %1</source>
        <translation>Haciendo una copia de seguridad: %1</translation>
    </message>
    <message>
        <source>Change passphrase…</source>
        <translation>Cambiar la frase de contraseña…</translation>
    </message>
    <message>
        <source>Set passphrase…</source>
        <translation>Establecer la frase de contraseña…</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>Cambiar la frase de contraseña</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>Establecer la frase de contraseña</translation>
    </message>
    <message>
        <source>No backup is made yet: set the passphrase that they are sealed under.</source>
        <translation>Aún no se hace ninguna copia: establezca la frase de contraseña con la que se sellan.</translation>
    </message>
    <message>
        <source>The last backup was not made; it is tried again each hour. %1</source>
        <translation>No se hizo la última copia de seguridad; se intenta de nuevo cada hora. %1</translation>
    </message>
    <message>
        <source>The next one is due %1. Older ones than those that are kept are deleted; other files in the folder never are.</source>
        <translation>La próxima toca %1. Se borran las más antiguas que las que se conservan; los demás archivos de la carpeta, nunca.</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies in one file, sealed under a passphrase: for another computer, or after a mishap.</source>
        <translation>Cuentas, claves y proxies en un archivo sellado con una frase de contraseña: para otro equipo o tras un percance.</translation>
    </message>
    <message>
        <source>The passphrase is saved in the vault. Note it elsewhere, too: a backup is no use without it.</source>
        <translation>La frase de contraseña está guardada en la bóveda. Anótela también en otro sitio: sin ella una copia no sirve de nada.</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Carpeta para las copias de seguridad</translation>
    </message>
    <message>
        <source>A backup was made: %1.</source>
        <translation>Se hizo una copia de seguridad: %1.</translation>
    </message>
    <message>
        <source>The backup was cancelled.</source>
        <translation>La copia de seguridad se canceló.</translation>
    </message>
    <message>
        <source>No backup was made. %1</source>
        <translation>No se hizo ninguna copia de seguridad. %1</translation>
    </message>
</context>
<context>
    <name>homeport::BypassDialog</name>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Direct hosts</source>
        <translation>Equipos directos</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>Hosts a los que se llega directamente</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>These hosts are reached without any proxy.</source>
        <translation>A estos hosts se llega sin ningún proxy.</translation>
    </message>
    <message>
        <source>One per line: a name, *.example.com for all below it, an address, or a network such as 10.0.0.0/8.</source>
        <translation>Uno por línea: un nombre, *.example.com para todos los que cuelgan de él, una dirección o una red como 10.0.0.0/8.</translation>
    </message>
    <message>
        <source>The list was not saved</source>
        <translation>No se guardó la lista</translation>
    </message>
</context>
<context>
    <name>homeport::ChartLegend</name>
    <message>
        <source>%1: show or hide</source>
        <translation>%1: mostrar u ocultar</translation>
    </message>
</context>
<context>
    <name>homeport::ClientForm</name>
    <message>
        <source>Choose file…</source>
        <translation>Elegir archivo…</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Secreto del cliente</translation>
    </message>
    <message>
        <source>Type another client</source>
        <translation>Escribir otro cliente</translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation>Id de &amp;cliente</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>Id de pro&amp;yecto</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Id de cliente</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>Id de proyecto</translation>
    </message>
    <message>
        <source>Whose quota is used. It is in the file; it may stay empty.</source>
        <translation>De quién es la cuota que se usa. Está en el archivo; puede quedar vacío.</translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation>&amp;Secreto del cliente</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer.</source>
        <translation>Se guarda cifrado en este equipo.</translation>
    </message>
    <message>
        <source>Leave it empty to keep the present one.</source>
        <translation>Déjelo vacío para conservar el actual.</translation>
    </message>
    <message>
        <source>%1 was read.</source>
        <translation>Se leyó %1.</translation>
    </message>
    <message>
        <source>Choose the file, or type the client id.</source>
        <translation>Elija el archivo o escriba el id de cliente.</translation>
    </message>
    <message>
        <source>Enter the client id you were given.</source>
        <translation>Introduzca el id de cliente que le dieron.</translation>
    </message>
    <message>
        <source>A client id has no blanks. Was more than the id copied?</source>
        <translation>Un id de cliente no tiene espacios. ¿Se copió algo más que el id?</translation>
    </message>
    <message>
        <source>Enter the secret that belongs to this client id.</source>
        <translation>Introduzca el secreto que corresponde a este id de cliente.</translation>
    </message>
    <message>
        <source>A client secret has no blanks. Was more than the secret copied?</source>
        <translation>Un secreto de cliente no tiene espacios. ¿Se copió algo más que el secreto?</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, not its name: an id has no blanks.</source>
        <translation>Introduzca el id del proyecto, no su nombre: un id no tiene espacios.</translation>
    </message>
    <message>
        <source>Drop client_secret_*.json here, or choose it.</source>
        <translation>Suelte client_secret_*.json aquí o elíjalo.</translation>
    </message>
</context>
<context>
    <name>homeport::CommandPalette</name>
    <message>
        <source>Nothing is called that. Use fewer words, or press Escape.</source>
        <translation>Nada se llama así. Use menos palabras o pulse Escape.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>¿Qué desea hacer?</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>Filtrar comandos</translation>
    </message>
    <message>
        <source>The arrow keys choose a command, Enter runs it.</source>
        <translation>Las teclas de flecha eligen un comando, Intro lo ejecuta.</translation>
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
        <translation>Líneas para copiar</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>Copiar estas líneas</translation>
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
        <translation>Probar con curl</translation>
    </message>
    <message>
        <source>Point Claude Code here</source>
        <translation>Apuntar Claude Code aquí</translation>
    </message>
    <message>
        <source>Copying puts your new key in place of %1.</source>
        <translation>Al copiar, su clave nueva ocupa el lugar de %1.</translation>
    </message>
    <message>
        <source>Put one of your local keys in place of %1.</source>
        <translation>Ponga una de sus claves locales en lugar de %1.</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.bashrc or ~/.zshrc. If HTTP_PROXY is set there, also set NO_PROXY=127.0.0.1,localhost.</source>
        <translation>Péguelo en un terminal y ejecute ahí claude. Para que perdure, añada las líneas a ~/.bashrc o ~/.zshrc. Si HTTP_PROXY está definida ahí, defina también NO_PROXY=127.0.0.1,localhost.</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.config/fish/config.fish.</source>
        <translation>Péguelo en un terminal y ejecute ahí claude. Para que perdure, añada las líneas a ~/.config/fish/config.fish.</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to the file in $PROFILE.</source>
        <translation>Péguelo en un terminal y ejecute ahí claude. Para que perdure, añada las líneas al archivo indicado en $PROFILE.</translation>
    </message>
    <message>
        <source>Merge into ~/.claude/settings.json. It applies to every Claude Code session and wins over the shell.</source>
        <translation>Incorpórelo a ~/.claude/settings.json. Se aplica a todas las sesiones de Claude Code y prevalece sobre la shell.</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay. It appears on the Activity page.</source>
        <translation>Transmite una respuesta corta a través del relay. Aparece en la página «Actividad».</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsDialog</name>
    <message>
        <source>Contents of a request</source>
        <translation>Contenido de una solicitud</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Nothing is kept of this request</source>
        <translation>No se guarda nada de esta solicitud</translation>
    </message>
    <message>
        <source>Its time is over, it was deleted, or its key kept nothing when the request ran.</source>
        <translation>Su plazo ha terminado, se borró o su clave no guardaba nada cuando se hizo la solicitud.</translation>
    </message>
    <message>
        <source>The contents are sealed</source>
        <translation>El contenido está sellado</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page, then open the contents again.</source>
        <translation>La bóveda está bloqueada. Desbloquéela en la página «Resumen» y vuelva a abrir el contenido.</translation>
    </message>
    <message>
        <source>The contents could not be read</source>
        <translation>No se pudo leer el contenido</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>%1. Kept until %2, then deleted.</source>
        <extracomment>%1: when a request began, %2: until when its contents are kept</extracomment>
        <translation>%1. Se guarda hasta %2 y después se borra.</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsPane</name>
    <message>
        <source>Previous match</source>
        <translation>Coincidencia anterior</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Coincidencia siguiente</translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation>Ca&amp;becera</translation>
    </message>
    <message>
        <source>&amp;Indent JSON</source>
        <translation>&amp;Sangrar JSON</translation>
    </message>
    <message>
        <source>Copy this text</source>
        <translation>Copiar este texto</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>Find in the contents</source>
        <translation>Buscar en el contenido</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Cabecera</translation>
    </message>
    <message>
        <source>First line and fields; credentials are left out</source>
        <translation>Primera línea y campos; se omiten las credenciales</translation>
    </message>
    <message>
        <source>Indent JSON</source>
        <translation>Sangrar JSON</translation>
    </message>
    <message>
        <source>Not found</source>
        <extracomment>%1: number of the match that is shown, %2: of how many</extracomment>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>%L1 found</source>
        <translation>%L1 encontrados</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 de %L2</translation>
    </message>
</context>
<context>
    <name>homeport::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
</context>
<context>
    <name>homeport::DefaultProxyCard</name>
    <message>
        <source>Default proxy</source>
        <translation>Proxy predeterminado</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Choose another one, or none.</source>
        <translation>Se quitó el proxy predeterminado: las cuentas que no eligieron ninguno están paradas. Elija otro, o ninguno.</translation>
    </message>
    <message>
        <source>Accounts go direct. Proxies are added on the Proxies page.</source>
        <translation>Las cuentas van directas. Los proxies se añaden en la página Proxies.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>Las cuentas que no eligieron proxy van directas.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it. If it fails they stop: nothing goes direct instead.</source>
        <translation>Las cuentas que no eligieron proxy pasan por él. Si falla, se paran: nada sale directamente en su lugar.</translation>
    </message>
</context>
<context>
    <name>homeport::DeleteContentsDialog</name>
    <message>
        <source>Check that Homeport&apos;s files can be written to, then try again.</source>
        <translation>Compruebe que se puede escribir en los archivos de Homeport e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what to do; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Delete contents</source>
        <translation>Borrar contenido</translation>
    </message>
    <message>
        <source>Delete kept contents</source>
        <translation>Borrar el contenido guardado</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Delete all kept contents?</source>
        <translation>¿Borrar todo el contenido guardado?</translation>
    </message>
    <message>
        <source>They are deleted for good, together with the key they are sealed under: nobody can read them again. The requests stay listed, with their numbers. Keys that keep contents go on doing so.</source>
        <translation>Se borra definitivamente, junto con la clave con la que está sellado: nadie podrá volver a leerlo. Las solicitudes siguen en la lista, con sus cifras. Las claves que guardan contenido lo siguen haciendo.</translation>
    </message>
    <message>
        <source>The contents were not deleted</source>
        <translation>No se borró el contenido</translation>
    </message>
</context>
<context>
    <name>homeport::DesktopCard</name>
    <message>
        <source>&amp;Start Homeport when you log in to this computer</source>
        <translation>&amp;Iniciar Homeport al entrar en este equipo</translation>
    </message>
    <message>
        <source>&amp;Hidden: without opening the window</source>
        <translation>&amp;Oculto: sin abrir la ventana</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves Homeport running in the tray</source>
        <translation>Al &amp;cerrar la ventana, Homeport sigue en la bandeja</translation>
    </message>
    <message>
        <source>This desktop has no tray: Homeport can neither stay in it nor show notifications.</source>
        <translation>Este escritorio no tiene bandeja: Homeport no puede quedarse en ella ni mostrar notificaciones.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Escritorio</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Apariencia</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Homeport can&apos;t have itself started by this desktop.</source>
        <translation>Homeport no puede hacer que este escritorio lo inicie.</translation>
    </message>
    <message>
        <source>Another command is started at the moment: %1. Switch it off and on to start this Homeport.</source>
        <translation>Ahora mismo se inicia otro comando: %1. Desactívelo y vuelva a activarlo para iniciar este Homeport.</translation>
    </message>
</context>
<context>
    <name>homeport::ExportDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Repetir la frase de contraseña</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Frase de contraseña</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>Frase de contraseña otra &amp;vez</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Export accounts</source>
        <translation>Exportar cuentas</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens the file, you neither.</source>
        <translation>Al menos %1 caracteres. Sin ella nadie abre el archivo, tampoco usted.</translation>
    </message>
    <message>
        <source>All accounts with their keys and tokens, in one file sealed under a passphrase.</source>
        <translation>Todas las cuentas con sus claves y tokens, en un archivo sellado con una frase de contraseña.</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>Elija dónde se guarda.</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Al menos %1 caracteres.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>No coinciden.</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>No se exportó nada</translation>
    </message>
    <message>
        <source>Left out, for their credentials do not open: %1.</source>
        <translation>Omitidas, porque sus credenciales no se pueden abrir: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts exported</source>
        <translation>
            <numerusform>%Ln cuenta exportada</numerusform>
            <numerusform>%Ln cuentas exportadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>homeport::FailureRow</name>
    <message>
        <source>moved on</source>
        <translation>pasó a otra</translation>
    </message>
    <message>
        <source>then “%1” took it on</source>
        <translation>después la atendió «%1»</translation>
    </message>
</context>
<context>
    <name>homeport::FirstRunPage</name>
    <message>
        <source>S&amp;kip set-up</source>
        <translation>&amp;Omitir la configuración</translation>
    </message>
    <message>
        <source>Continue later (Escape)</source>
        <translation>Continuar más tarde (Escape)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Atrás</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>Omitir la configuración</translation>
    </message>
    <message>
        <source>It stays in the menu: General, Set up Homeport…</source>
        <translation>Sigue en el menú: General, Configurar Homeport…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: &quot;Set-up, step 2 of 4&quot;, %2: the step&apos;s title; for screen readers</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Terminar</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Siguiente</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Leave the set-up now?</source>
        <translation>¿Salir ahora de la configuración?</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
</context>
<context>
    <name>homeport::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>Primeros pasos</translation>
    </message>
    <message>
        <source>1. Add an account</source>
        <translation>1. Añadir una cuenta</translation>
    </message>
    <message>
        <source>Sign in with your browser or paste an API key. It is kept encrypted.</source>
        <translation>Inicie sesión con su navegador o pegue una clave de API. Se guarda cifrada.</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Añadir cuenta</translation>
    </message>
    <message>
        <source>2. Create a local key</source>
        <translation>2. Crear una clave local</translation>
    </message>
    <message>
        <source>It lets a tool on this computer use the relay, and nothing else.</source>
        <translation>Permite que una herramienta de este equipo use el relay, y nada más.</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Crear clave</translation>
    </message>
    <message>
        <source>3. Point a tool here</source>
        <translation>3. Apuntar una herramienta aquí</translation>
    </message>
    <message>
        <source>Copy two lines and run the tool: its first request completes this step.</source>
        <translation>Copie dos líneas y ejecute la herramienta: su primera solicitud completa este paso.</translation>
    </message>
    <message>
        <source>Show lines</source>
        <translation>Mostrar líneas</translation>
    </message>
    <message>
        <source>%1 (done)</source>
        <translation>%1 (hecho)</translation>
    </message>
    <message>
        <source>Guide me</source>
        <translation>Guíeme</translation>
    </message>
    <message>
        <source>Set up Homeport step by step</source>
        <translation>Configurar Homeport paso a paso</translation>
    </message>
</context>
<context>
    <name>homeport::FreshKeyPanel</name>
    <message>
        <source>Lines for the tool</source>
        <translation>Líneas para la herramienta</translation>
    </message>
    <message>
        <source>Copy these lines with the new key</source>
        <translation>Copiar estas líneas con la clave nueva</translation>
    </message>
    <message>
        <source>Give it to the tool</source>
        <translation>Dársela a la herramienta</translation>
    </message>
    <message>
        <source>Copying puts the new key in place of %1.</source>
        <translation>Al copiar, la clave nueva ocupa el lugar de %1.</translation>
    </message>
</context>
<context>
    <name>homeport::FurtherWays</name>
    <message>
        <source>Use an API key…</source>
        <translation>Usar una clave de API…</translation>
    </message>
    <message>
        <source>Use a company&apos;s gateway…</source>
        <translation>Usar la pasarela de una empresa…</translation>
    </message>
    <message>
        <source>Claude Code can keep its own login: leave ANTHROPIC_BASE_URL unset where it runs, and it talks to Anthropic without Homeport. A gateway with a sign-in of its own appears in the list above, once its provider file lies in the state folder.</source>
        <translation>Claude Code puede conservar su propio inicio de sesión: deje ANTHROPIC_BASE_URL sin definir donde se ejecute y hablará con Anthropic sin Homeport. Una pasarela con inicio de sesión propio aparece en la lista de arriba en cuanto su archivo de proveedor esté en la carpeta de estado.</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Otras formas</translation>
    </message>
    <message>
        <source>Without a client id</source>
        <translation>Sin id de cliente</translation>
    </message>
</context>
<context>
    <name>homeport::GroupDialog</name>
    <message>
        <source>Accounts, those that are ticked are in the group</source>
        <translation>Cuentas; las marcadas están en el grupo</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Strategy</source>
        <translation>&amp;Estrategia</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>Añadir grupo</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>Editar el grupo «%1»</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Estrategia</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>&amp;Cuentas</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
    <message>
        <source>There is a group of this name already.</source>
        <translation>Ya hay un grupo con este nombre.</translation>
    </message>
    <message>
        <source>The group was not saved</source>
        <translation>No se guardó el grupo</translation>
    </message>
</context>
<context>
    <name>homeport::GroupsDialog</name>
    <message>
        <source>No account is in it: its keys reach nothing</source>
        <translation>No tiene ninguna cuenta: sus claves no llegan a nada</translation>
    </message>
    <message>
        <source>&amp;Strategy of keys without a group</source>
        <translation>&amp;Estrategia de las claves sin grupo</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>A&amp;lias de modelos</translation>
    </message>
    <message>
        <source>Save aliases</source>
        <translation>Guardar alias</translation>
    </message>
    <message>
        <source>Groups, strategy and aliases</source>
        <translation>Grupos, estrategia y alias</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Estrategia</translation>
    </message>
    <message>
        <source>No groups. Make one for accounts that stand in for each other, and pin a key to it.</source>
        <translation>No hay grupos. Cree uno para las cuentas que se sustituyen entre sí y fije una clave a él.</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, with any key. A key may have aliases of its own, which outweigh these.</source>
        <translation>Lo que pide una herramienta = el modelo que sirve, con cualquier clave. Una clave puede tener alias propios, que prevalecen sobre estos.</translation>
    </message>
    <message>
        <source>Add group…</source>
        <translation>Añadir grupo…</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>%1 A session stays on its account while that can serve it.</source>
        <translation>%1 Una sesión sigue en su cuenta mientras esta pueda servirla.</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>Editar el grupo «%1»</translation>
    </message>
    <message>
        <source>Remove group “%1”</source>
        <translation>Quitar el grupo «%1»</translation>
    </message>
    <message>
        <source>The strategy was not changed</source>
        <translation>No se cambió la estrategia</translation>
    </message>
    <message>
        <source>The aliases were not saved</source>
        <translation>No se guardaron los alias</translation>
    </message>
    <message>
        <source>Remove group “%1”?</source>
        <translation>¿Quitar el grupo «%1»?</translation>
    </message>
    <message>
        <source>Its accounts stay. Keys that are pinned to it reach no account until you choose another one for them.</source>
        <translation>Sus cuentas se quedan. Las claves fijadas a él no llegan a ninguna cuenta hasta que elija otro para ellas.</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Quitar grupo</translation>
    </message>
    <message>
        <source>The group was not removed</source>
        <translation>No se quitó el grupo</translation>
    </message>
</context>
<context>
    <name>homeport::HeatMap</name>
    <message>
        <source>Heat map of the year: the arrow keys go through its days</source>
        <translation>Mapa de calor del año: las flechas recorren sus días</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>hasta %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
</context>
<context>
    <name>homeport::ImportDialog</name>
    <message>
        <source>Another file…</source>
        <translation>Otro archivo…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>Import accounts</source>
        <translation>Importar cuentas</translation>
    </message>
    <message>
        <source>Drop a file of accounts here</source>
        <translation>Suelte aquí un archivo de cuentas</translation>
    </message>
    <message>
        <source>CSV or JSON with a row or an object for each account, or an export of Homeport. You see what would become of each before anything is added.</source>
        <translation>CSV o JSON con una fila o un objeto por cuenta, o una exportación de Homeport. Verá qué sería de cada una antes de que se añada nada.</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Elegir archivo…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the export</source>
        <translation>&amp;Frase de contraseña de la exportación</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Filas del archivo</translation>
    </message>
    <message>
        <source>&amp;Leave rows with errors out, import the others</source>
        <translation>&amp;Omitir las filas con errores e importar las demás</translation>
    </message>
    <message>
        <source>Leave rows with errors out, import the others</source>
        <translation>Omitir las filas con errores e importar las demás</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Progreso de la importación</translation>
    </message>
    <message>
        <source>Choose a file of accounts</source>
        <translation>Elegir un archivo de cuentas</translation>
    </message>
    <message>
        <source>%1: %L2 ready, %L3 there already, %L4 with errors</source>
        <translation>%1: %L2 listas, %L3 ya existentes, %L4 con errores</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln accounts</source>
        <translation>
            <numerusform>Importar %Ln cuenta</numerusform>
            <numerusform>Importar %Ln cuentas</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Importando…</translation>
    </message>
    <message>
        <source>No account was added.</source>
        <translation>No se añadió ninguna cuenta.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts added.</source>
        <translation>
            <numerusform>Se añadió %Ln cuenta.</numerusform>
            <numerusform>Se añadieron %Ln cuentas.</numerusform>
        </translation>
    </message>
    <message>
        <source> Then it was cancelled.</source>
        <translation> Después se canceló.</translation>
    </message>
    <message numerus="yes">
        <source> %Ln were there already.</source>
        <translation>
            <numerusform> Una ya estaba.</numerusform>
            <numerusform> %Ln ya estaban.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %Ln were left out for their errors.</source>
        <translation>
            <numerusform> Una se omitió por sus errores.</numerusform>
            <numerusform> %Ln se omitieron por sus errores.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Eso no funcionó</translation>
    </message>
</context>
<context>
    <name>homeport::ImportModel</name>
    <message>
        <source>Line %1</source>
        <translation>Línea %1</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>N.º %1</translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>Ya está: %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Qué será de ella</translation>
    </message>
</context>
<context>
    <name>homeport::KeptContentsCard</name>
    <message>
        <source>Delete kept contents…</source>
        <translation>Borrar el contenido guardado…</translation>
    </message>
    <message>
        <source>Kept contents</source>
        <translation>Contenido guardado</translation>
    </message>
    <message>
        <source>It can&apos;t be told what is kept: the file could not be read. %1</source>
        <translation>No se puede saber qué se guarda: no se pudo leer el archivo. %1</translation>
    </message>
    <message>
        <source>Nothing is kept of what requests and answers hold. It is only where a key&apos;s settings say so.</source>
        <translation>No se guarda nada de lo que contienen las solicitudes y respuestas. Solo se hace donde lo dicen los ajustes de una clave.</translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests were deleted.</source>
        <translation>
            <numerusform>Se borró el contenido de una solicitud.</numerusform>
            <numerusform>Se borró el contenido de %Ln solicitudes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::KeyContentsForm</name>
    <message>
        <source>&amp;Keep what requests and answers hold</source>
        <translation>&amp;Guardar lo que contienen las solicitudes y respuestas</translation>
    </message>
    <message>
        <source>Keep what requests and answers hold</source>
        <translation>Guardar lo que contienen las solicitudes y respuestas</translation>
    </message>
    <message>
        <source>For days</source>
        <translation>Durante días</translation>
    </message>
    <message>
        <source>Then it is deleted.</source>
        <translation>Después se borra.</translation>
    </message>
    <message>
        <source>KiB of each</source>
        <translation>KiB de cada una</translation>
    </message>
    <message>
        <source>What comes later in a request or an answer is not kept.</source>
        <translation>Lo que viene después en una solicitud o respuesta no se guarda.</translation>
    </message>
    <message>
        <source>MiB in all</source>
        <translation>MiB en total</translation>
    </message>
    <message>
        <source>Beyond it the oldest go first.</source>
        <translation>Más allá, se van primero los más antiguos.</translation>
    </message>
    <message>
        <source>Off unless you turn it on. Prompts, code and answers of everyone who uses this key will lie there: sealed on this computer, deleted after the days you set, and not part of a backup.</source>
        <translation>Desactivado salvo que usted lo active. Ahí quedarán los prompts, el código y las respuestas de todos los que usen esta clave: sellados en este equipo, borrados tras los días que fije y fuera de las copias de seguridad.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>1 to %1.</source>
        <translation>De 1 a %1.</translation>
    </message>
</context>
<context>
    <name>homeport::KeyEditor</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>Pro&amp;ject</source>
        <translation>Pro&amp;yecto</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Crear clave</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Clave nueva</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>Editar «%1»</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Proyecto</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>What its usage is counted under.</source>
        <translation>Bajo qué se cuenta su uso.</translation>
    </message>
    <message>
        <source>Its limits can&apos;t be read</source>
        <translation>No se pueden leer sus límites</translation>
    </message>
    <message>
        <source>Nothing passes with this key. Saving gives it the limits below instead. %1</source>
        <translation>Con esta clave no pasa nada. Al guardar recibe en su lugar los límites de abajo. %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>Ya existe una clave con este nombre.</translation>
    </message>
    <message>
        <source>No control characters, please.</source>
        <translation>Sin caracteres de control, por favor.</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>La clave no se creó</translation>
    </message>
    <message>
        <source>The key was not saved</source>
        <translation>La clave no se guardó</translation>
    </message>
</context>
<context>
    <name>homeport::KeyExpiryForm</name>
    <message>
        <source>&amp;Last day</source>
        <translation>Último &amp;día</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>&amp;Días</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Caduca</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>En una fecha</translation>
    </message>
    <message>
        <source>Some days after its first use</source>
        <translation>Unos días después de su primer uso</translation>
    </message>
    <message>
        <source>Whichever of both comes first</source>
        <translation>Lo que llegue primero</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Days after its first use</source>
        <translation>Días después de su primer uso</translation>
    </message>
    <message>
        <source>Year-month-day; valid to its end.</source>
        <translation>Año-mes-día; válida hasta su final.</translation>
    </message>
    <message>
        <source>&amp;Expires</source>
        <translation>&amp;Caduca</translation>
    </message>
    <message>
        <source>First used %1.</source>
        <translation>Se usó por primera vez %1.</translation>
    </message>
    <message>
        <source>A date such as 2027-12-31.</source>
        <translation>Una fecha como 2027-12-31.</translation>
    </message>
    <message>
        <source>This day is over.</source>
        <translation>Este día ya ha pasado.</translation>
    </message>
    <message>
        <source>1 to 3650.</source>
        <translation>De 1 a 3650.</translation>
    </message>
</context>
<context>
    <name>homeport::KeyForm</name>
    <message>
        <source>Create</source>
        <translation>Crear</translation>
    </message>
    <message>
        <source>&amp;Name of the new key, for instance the tool that will use it</source>
        <translation>&amp;Nombre de la clave nueva, por ejemplo la herramienta que la usará</translation>
    </message>
    <message>
        <source>Name of the new key</source>
        <translation>Nombre de la clave nueva</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
</context>
<context>
    <name>homeport::KeyLimitsForm</name>
    <message>
        <source>Rates</source>
        <translation>Ritmos</translation>
    </message>
    <message>
        <source>Leave a line empty for no limit. 200k and 1.5M are understood.</source>
        <translation>Deje una línea vacía para no poner límite. Se entienden 200k y 1.5M.</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>Solicitudes por minuto</translation>
    </message>
    <message>
        <source>Requests an hour</source>
        <translation>Solicitudes por hora</translation>
    </message>
    <message>
        <source>Requests a day</source>
        <translation>Solicitudes por día</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>Tokens por minuto</translation>
    </message>
    <message>
        <source>Tokens a day</source>
        <translation>Tokens por día</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Solicitudes a la vez</translation>
    </message>
    <message>
        <source>Further requests wait in turn for a free place, or are refused.</source>
        <translation>Las demás solicitudes esperan por turno una plaza libre o se rechazan.</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>A la vez</translation>
    </message>
    <message>
        <source>May wait</source>
        <translation>Pueden esperar</translation>
    </message>
    <message>
        <source>Wait, seconds</source>
        <translation>Espera, segundos</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinero</translation>
    </message>
    <message>
        <source>In US dollars, by local days, weeks from Monday, and months. Models without a price are refused then.</source>
        <translation>En dólares estadounidenses, por días locales, semanas desde el lunes y meses. Los modelos sin precio se rechazan entonces.</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Por día</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>Por semana</translation>
    </message>
    <message>
        <source>A month</source>
        <translation>Por mes</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>En total</translation>
    </message>
</context>
<context>
    <name>homeport::KeyList</name>
    <message>
        <source>Filter keys</source>
        <translation>Filtrar claves</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Filtrar por nombre</translation>
    </message>
    <message>
        <source>Show revoked keys (%L1)</source>
        <translation>Mostrar claves revocadas (%L1)</translation>
    </message>
    <message>
        <source>No key is valid now.</source>
        <translation>Ninguna clave es válida ahora.</translation>
    </message>
    <message>
        <source>No key matches the filter.</source>
        <translation>Ninguna clave coincide con el filtro.</translation>
    </message>
    <message>
        <source>Show more (%L1 of %L2 shown)</source>
        <translation>Mostrar más (se muestran %L1 de %L2)</translation>
    </message>
</context>
<context>
    <name>homeport::KeyListRow</name>
    <message>
        <source>Nothing passes until it gets new limits. %1</source>
        <translation>No pasa nada hasta que reciba límites nuevos. %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Requests with key “%1”</source>
        <translation>Solicitudes con la clave «%1»</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>Editar «%1»</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>Revocar la clave «%1»</translation>
    </message>
</context>
<context>
    <name>homeport::KeyScopeForm</name>
    <message>
        <source>Providers</source>
        <translation>Proveedores</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>claude-sonnet-* or a whole name</source>
        <translation>claude-sonnet-* o un nombre completo</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelos</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>A&amp;lias de modelos</translation>
    </message>
    <message>
        <source>Group of accounts</source>
        <translation>Grupo de cuentas</translation>
    </message>
    <message>
        <source>&amp;Providers</source>
        <translation>&amp;Proveedores</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>&amp;Cuentas</translation>
    </message>
    <message>
        <source>&amp;Group of accounts</source>
        <translation>&amp;Grupo de cuentas</translation>
    </message>
    <message>
        <source>A group brings its own strategy. Groups are made on the Accounts page.</source>
        <translation>Un grupo trae su propia estrategia. Los grupos se crean en la página «Cuentas».</translation>
    </message>
    <message>
        <source>An asterisk stands for any text.</source>
        <translation>Un asterisco representa cualquier texto.</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, for this key only. Of the request, the model&apos;s name is changed, and nothing else.</source>
        <translation>Lo que pide una herramienta = el modelo que sirve, solo para esta clave. De la solicitud se cambia el nombre del modelo y nada más.</translation>
    </message>
    <message>
        <source>What it may use</source>
        <translation>Qué puede usar</translation>
    </message>
    <message>
        <source>Where nothing is chosen, everything is allowed.</source>
        <translation>Donde no se elige nada, se permite todo.</translation>
    </message>
    <message>
        <source>%1, those that are ticked are allowed</source>
        <translation>%1; se permiten los marcados</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>Sin grupo</translation>
    </message>
    <message>
        <source>A name of a model has no control characters.</source>
        <translation>El nombre de un modelo no tiene caracteres de control.</translation>
    </message>
    <message>
        <source>At most 1,000 models.</source>
        <translation>Como máximo 1000 modelos.</translation>
    </message>
</context>
<context>
    <name>homeport::KeysCard</name>
    <message>
        <source>All keys and limits</source>
        <translation>Todas las claves y límites</translation>
    </message>
    <message>
        <source>Create key…</source>
        <translation>Crear clave…</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay. Create one for each tool, so that you can take it back alone.</source>
        <translation>Una herramienta necesita una clave para usar el relay. Cree una para cada herramienta, así podrá retirarla por separado.</translation>
    </message>
    <message>
        <source>Local keys</source>
        <translation>Claves locales</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>Ya existe una clave con este nombre.</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>¿Revocar «%1»?</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>Las herramientas que usan esta clave se rechazan desde ahora. No se puede deshacer.</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <translation>Revocar clave</translation>
    </message>
    <message>
        <source>The key could not be revoked. %1</source>
        <translation>No se pudo revocar la clave. %1</translation>
    </message>
    <message>
        <source>All %L1 keys</source>
        <translation>Las %L1 claves</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>creada el %1</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>Revocar la clave «%1»</translation>
    </message>
</context>
<context>
    <name>homeport::KeysPage</name>
    <message>
        <source>New key…</source>
        <translation>Clave nueva…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Claves</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>Todavía no hay claves</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay; without one nothing on this computer gets in. A key can be limited to some accounts, to a rate and to an amount of money.</source>
        <translation>Una herramienta necesita una clave para usar el relay; sin ella no entra nada en este equipo. Una clave se puede limitar a algunas cuentas, a un ritmo y a una cantidad de dinero.</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>La clave no se creó</translation>
    </message>
</context>
<context>
    <name>homeport::LimitsCard</name>
    <message>
        <source>Un-park now</source>
        <translation>Liberar ahora</translation>
    </message>
    <message>
        <source>Nothing is known yet. Providers say it with their answers; it is never guessed.</source>
        <translation>Aún no se sabe nada. Los proveedores lo dicen con sus respuestas; nunca se supone.</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Cuotas</translation>
    </message>
</context>
<context>
    <name>homeport::LinesCard</name>
    <message>
        <source>Make a key for it</source>
        <translation>Crear una clave para ello</translation>
    </message>
    <message>
        <source>Lines for it</source>
        <translation>Líneas para ello</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>Copiar estas líneas</translation>
    </message>
    <message>
        <source>What the lines are for</source>
        <translation>Para qué son las líneas</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>Cualquier otra cosa</translation>
    </message>
    <message>
        <source>No key was made. %1</source>
        <translation>No se creó ninguna clave. %1</translation>
    </message>
    <message>
        <source>Every program that takes an address and a key can use Homeport: scripts with an SDK, shells, curl. “Make a key for it” makes one for it; copying puts that key where %1 stands.</source>
        <translation>Cualquier programa que acepte una dirección y una clave puede usar Homeport: scripts con un SDK, shells, curl. «Crear una clave para ello» crea una; al copiar, esa clave ocupa el lugar de %1.</translation>
    </message>
</context>
<context>
    <name>homeport::ListenCard</name>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Puerto</translation>
    </message>
    <message>
        <source>&amp;Second address</source>
        <translation>&amp;Segunda dirección</translation>
    </message>
    <message>
        <source>Listen on [::1] too, where there is IPv6</source>
        <translation>Escuchar también en [::1], donde haya IPv6</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>Second address</source>
        <translation>Segunda dirección</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>in the empty line of the second address</extracomment>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>Homeport listens on this computer alone. Tools reach it at:</source>
        <translation>Homeport escucha solo en este equipo. Las herramientas llegan a él en:</translation>
    </message>
    <message>
        <source>%1, usually %2</source>
        <translation>%1, normalmente %2</translation>
    </message>
    <message>
        <source>For a tool that must not share the first one, such as 127.0.0.2.</source>
        <translation>Para una herramienta que no deba compartir la primera, como 127.0.0.2.</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Copiar %1</translation>
    </message>
    <message>
        <source>No request runs at the moment.</source>
        <translation>No hay ninguna solicitud en curso.</translation>
    </message>
    <message>
        <source>The request that runs goes on.</source>
        <translation>La solicitud en curso continúa.</translation>
    </message>
    <message>
        <source>The %L1 requests that run go on.</source>
        <translation>Las %L1 solicitudes en curso continúan.</translation>
    </message>
    <message>
        <source>%1 Tools need the new address from then on: set them up again.</source>
        <translation>%1 A partir de entonces las herramientas necesitan la dirección nueva: vuelva a configurarlas.</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>Un número entero, %1.</translation>
    </message>
    <message>
        <source>An address of this computer that begins with 127, such as 127.0.0.2; or nothing.</source>
        <translation>Una dirección de este equipo que empiece por 127, como 127.0.0.2; o nada.</translation>
    </message>
    <message>
        <source>Nothing was changed: another program uses this port. Choose another one.</source>
        <translation>No se cambió nada: otro programa usa este puerto. Elija otro.</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>No se cambió nada. %1</translation>
    </message>
    <message>
        <source>Homeport listens there now.</source>
        <translation>Homeport escucha ahora ahí.</translation>
    </message>
    <message>
        <source>Homeport listens there once you resume it.</source>
        <translation>Homeport escuchará ahí cuando lo reanude.</translation>
    </message>
</context>
<context>
    <name>homeport::LoggingCard</name>
    <message>
        <source>What is logged</source>
        <translation>Qué se registra</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Errores y advertencias</translation>
    </message>
    <message>
        <source>What happens, in short</source>
        <translation>Lo que ocurre, en breve</translation>
    </message>
    <message>
        <source>Everything, to find a fault</source>
        <translation>Todo, para encontrar un fallo</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>It goes to standard error, where the system&apos;s journal finds it. Keys, tokens and contents are never in it.</source>
        <translation>Va a la salida de error estándar, donde lo encuentra el diario del sistema. Nunca contiene claves, tokens ni contenido.</translation>
    </message>
</context>
<context>
    <name>homeport::LoginRow</name>
    <message>
        <source>Name of its key</source>
        <translation>Nombre de su clave</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Denegar</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Name of the key for code %1</source>
        <translation>Nombre de la clave para el código %1</translation>
    </message>
    <message>
        <source>Deny code %1</source>
        <translation>Denegar el código %1</translation>
    </message>
    <message>
        <source>Approve code %1</source>
        <translation>Aprobar el código %1</translation>
    </message>
    <message>
        <source>Unnamed tool</source>
        <translation>Herramienta sin nombre</translation>
    </message>
    <message>
        <source>The code has ended</source>
        <translation>El código ha caducado</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
</context>
<context>
    <name>homeport::MainWindow</name>
    <message>
        <source>Overview</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Claves</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>Proxies</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Uso</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools wait to sign in</source>
        <translation>
            <numerusform>una herramienta espera para iniciar sesión</numerusform>
            <numerusform>%Ln herramientas esperan para iniciar sesión</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new programs ask to be allowed</source>
        <translation>
            <numerusform>un programa nuevo pide permiso</numerusform>
            <numerusform>%Ln programas nuevos piden permiso</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;General</translation>
    </message>
    <message>
        <source>&amp;Import accounts…</source>
        <translation>&amp;Importar cuentas…</translation>
    </message>
    <message>
        <source>&amp;Export accounts…</source>
        <translation>&amp;Exportar cuentas…</translation>
    </message>
    <message>
        <source>Close to &amp;tray</source>
        <translation>Cerrar a la &amp;bandeja</translation>
    </message>
    <message>
        <source>Closing the window leaves Homeport running in the tray</source>
        <translation>Al cerrar la ventana, Homeport sigue en la bandeja</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Apariencia</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Como el &amp;sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>I&amp;dioma</translation>
    </message>
    <message>
        <source>Changes when Homeport starts again</source>
        <translation>Cambia cuando Homeport vuelva a iniciarse</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Resumen</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>&amp;Cuentas</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>C&amp;laves</translation>
    </message>
    <message>
        <source>&amp;Proxies</source>
        <translation>&amp;Proxies</translation>
    </message>
    <message>
        <source>A&amp;ctivity</source>
        <translation>&amp;Actividad</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <translation>&amp;Uso</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Herramientas</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>A&amp;justes</translation>
    </message>
    <message>
        <source>&amp;Desktop and notifications…</source>
        <translation>Escrito&amp;rio y notificaciones…</translation>
    </message>
    <message>
        <source>All co&amp;mmands…</source>
        <translation>Todos los co&amp;mandos…</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Clave nueva…</translation>
    </message>
    <message>
        <source>Add an account by its API key…</source>
        <translation>Añadir una cuenta con su clave de API…</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Copy address %1</source>
        <translation>Copiar la dirección %1</translation>
    </message>
    <message>
        <source>Pause Homeport: let no tool connect</source>
        <translation>Pausar Homeport: no dejar conectarse a ninguna herramienta</translation>
    </message>
    <message>
        <source>Resume Homeport: let tools connect</source>
        <translation>Reanudar Homeport: dejar conectarse a las herramientas</translation>
    </message>
    <message>
        <source>Show account %1</source>
        <translation>Mostrar la cuenta %1</translation>
    </message>
    <message>
        <source>Resume account %1</source>
        <translation>Reanudar la cuenta %1</translation>
    </message>
    <message>
        <source>Pause account %1</source>
        <translation>Pausar la cuenta %1</translation>
    </message>
    <message>
        <source>Homeport, demo</source>
        <translation>Homeport, demostración</translation>
    </message>
    <message>
        <source>&amp;Set up Homeport…</source>
        <translation>&amp;Configurar Homeport…</translation>
    </message>
</context>
<context>
    <name>homeport::NameRow</name>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>Cambiar el nombre de «%1»</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationBar</name>
    <message>
        <source>Listening</source>
        <translation>Escuchando</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Deteniendo</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>No está en marcha</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <extracomment>tooltip of a navigation button: page and its shortcut
----------
tooltip of a navigation button: page, its shortcut, and what waits there</extracomment>
        <translation>%1 (Ctrl+%2)</translation>
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
        <translation>clave nueva</translation>
    </message>
    <message>
        <source>Copy new key</source>
        <translation>Copiar la clave nueva</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Key “%1” created</source>
        <translation>Clave «%1» creada</translation>
    </message>
    <message>
        <source>Copy it now: for your safety it can&apos;t be shown again. The lines below copy with it.</source>
        <translation>Cópiela ahora: por su seguridad no se puede volver a mostrar. Las líneas de abajo se copian con ella.</translation>
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
        <translation>Avisar cuando se haya usado tanto</translation>
    </message>
    <message>
        <source>Tell again when so much is used</source>
        <translation>Avisar de nuevo cuando se haya usado tanto</translation>
    </message>
    <message>
        <source>&amp;Quiet from</source>
        <translation>&amp;Silencio desde</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Silencio desde</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Silencio hasta</translation>
    </message>
    <message>
        <source>What comes in quiet hours is told afterwards, if it still holds then.</source>
        <translation>Lo que llegue en las horas de silencio se avisa después, si aún es así.</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Horas de silencio</translation>
    </message>
    <message>
        <source>An account needs a new &amp;sign-in or another key</source>
        <translation>Una cuenta requiere iniciar sesión de &amp;nuevo u otra clave</translation>
    </message>
    <message>
        <source>A &amp;proxy is down</source>
        <translation>Un &amp;proxy está caído</translation>
    </message>
    <message>
        <source>A quota &amp;window is nearly used</source>
        <translation>Un periodo de c&amp;uota está casi agotado</translation>
    </message>
    <message>
        <source>A key&apos;s &amp;budget is nearly spent, or spent</source>
        <translation>El presupuesto de una c&amp;lave está casi gastado, o gastado</translation>
    </message>
    <message>
        <source>Nearly means</source>
        <translation>«Casi» es a partir del</translation>
    </message>
    <message>
        <source>and, of a quota, again at</source>
        <translation>y, en una cuota, otra vez al</translation>
    </message>
    <message>
        <source>until</source>
        <translation>hasta</translation>
    </message>
</context>
<context>
    <name>homeport::NumberField</name>
    <message>
        <source>no limit</source>
        <extracomment>in the empty line of a limit</extracomment>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>A whole number, such as 60 or 200k.</source>
        <translation>Un número entero, como 60 o 200k.</translation>
    </message>
    <message>
        <source>An amount in dollars, such as 2.50.</source>
        <translation>Un importe en dólares, como 2,50.</translation>
    </message>
    <message>
        <source>More than 0, or empty for no limit.</source>
        <translation>Más de 0, o vacío para no poner límite.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Como máximo %1.</translation>
    </message>
</context>
<context>
    <name>homeport::OverviewPage</name>
    <message>
        <source>Demo mode</source>
        <translation>Modo de demostración</translation>
    </message>
    <message>
        <source>Answers come from a simulated provider on this computer. Nothing you do here is kept.</source>
        <translation>Las respuestas vienen de un proveedor simulado en este equipo. No se guarda nada de lo que haga aquí.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Resumen</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerDialog</name>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Organization of “%1”</source>
        <translation>Organización de «%1»</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>No se guardó</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerFields</name>
    <message>
        <source>Organization and project</source>
        <translation>Organización y proyecto</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organización</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Proyecto</translation>
    </message>
    <message>
        <source>Or&amp;ganization (optional)</source>
        <translation>Or&amp;ganización (opcional)</translation>
    </message>
    <message>
        <source>Pro&amp;ject (optional)</source>
        <translation>Pro&amp;yecto (opcional)</translation>
    </message>
    <message>
        <source>Whom requests count for. Empty: whom the key or the tool says.</source>
        <translation>A quién se cuentan las solicitudes. Vacío: a quien indique la clave o la herramienta.</translation>
    </message>
    <message>
        <source>An id is short, and has no blanks or foreign letters.</source>
        <translation>Un id es corto y no tiene espacios ni letras de otros alfabetos.</translation>
    </message>
</context>
<context>
    <name>homeport::PassphraseForm</name>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Repetir la frase de contraseña</translation>
    </message>
    <message>
        <source>Passphrase of the backups</source>
        <translation>Frase de contraseña de las copias de seguridad</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens a backup, you neither.</source>
        <translation>Al menos %1 caracteres. Sin ella nadie abre una copia, tampoco usted.</translation>
    </message>
    <message>
        <source>Save passphrase</source>
        <translation>Guardar la frase de contraseña</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Al menos %1 caracteres.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>No coinciden.</translation>
    </message>
</context>
<context>
    <name>homeport::PatternList</name>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>%1: one to add</source>
        <translation>%1: uno que añadir</translation>
    </message>
    <message>
        <source>%1: add</source>
        <translation>%1: añadir</translation>
    </message>
    <message>
        <source>%1: remove the selected one</source>
        <translation>%1: quitar el seleccionado</translation>
    </message>
</context>
<context>
    <name>homeport::PendingLogins</name>
    <message>
        <source>Waiting to sign in</source>
        <translation>Esperan para iniciar sesión</translation>
    </message>
    <message>
        <source>Approve a code only if a tool of yours shows you the same one just now. The tool gets a key of its own.</source>
        <translation>Apruebe un código solo si una herramienta suya le muestra ese mismo ahora. La herramienta recibe una clave propia.</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>Ya existe una clave con este nombre.</translation>
    </message>
    <message>
        <source>The code has ended: let the tool ask again.</source>
        <translation>El código ha caducado: haga que la herramienta lo pida de nuevo.</translation>
    </message>
</context>
<context>
    <name>homeport::PendingPrograms</name>
    <message>
        <source>New programs</source>
        <translation>Programas nuevos</translation>
    </message>
    <message>
        <source>These programs have a key and want to use Homeport for the first time. Allow those you know; you are asked once for each.</source>
        <translation>Estos programas tienen una clave y quieren usar Homeport por primera vez. Permita los que conozca; se le pregunta una vez por cada uno.</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Denegar</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Permitir</translation>
    </message>
    <message>
        <source>Waits for your answer, %1 left</source>
        <translation>Espera su respuesta, quedan %1</translation>
    </message>
    <message>
        <source>Was refused because nobody answered; it may try again once you allow it</source>
        <translation>Se rechazó porque nadie respondió; puede intentarlo de nuevo en cuanto lo permita</translation>
    </message>
</context>
<context>
    <name>homeport::PricesCard</name>
    <message>
        <source>Check for new prices</source>
        <translation>Buscar precios nuevos</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Precios</translation>
    </message>
    <message>
        <source>%L1 models have a price; the list is of %2.</source>
        <translation>%L1 modelos tienen precio; la lista es del %2.</translation>
    </message>
    <message>
        <source>It was fetched from %1 on %2.</source>
        <translation>Se obtuvo de %1 el %2.</translation>
    </message>
    <message>
        <source>Prices of your own lie on top and stay.</source>
        <translation>Los precios propios van por encima y se conservan.</translation>
    </message>
    <message>
        <source>Fetching the list that LiteLLM publishes…</source>
        <translation>Obteniendo la lista que publica LiteLLM…</translation>
    </message>
    <message>
        <source>No list was fetched. %1</source>
        <translation>No se obtuvo ninguna lista. %1</translation>
    </message>
    <message>
        <source>The prices are those of the newest list.</source>
        <translation>Los precios son los de la lista más reciente.</translation>
    </message>
    <message>
        <source>The new prices are used from now on.</source>
        <translation>Los precios nuevos se usan desde ahora.</translation>
    </message>
    <message>
        <source>There are new prices: check again to look at them.</source>
        <translation>Hay precios nuevos: búsquelos de nuevo para verlos.</translation>
    </message>
</context>
<context>
    <name>homeport::PricesDialog</name>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>your own price stays</source>
        <translation>se conserva su propio precio</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <extracomment>what a million tokens cost: %1 those of a prompt, %2 those of an answer</extracomment>
        <translation>%1 de entrada, %2 de salida</translation>
    </message>
    <message>
        <source>New prices</source>
        <translation>Precios nuevos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Use these prices</source>
        <translation>Usar estos precios</translation>
    </message>
    <message>
        <source>One price changes</source>
        <translation>Cambia un precio</translation>
    </message>
    <message>
        <source>%L1 prices change</source>
        <translation>Cambian %L1 precios</translation>
    </message>
    <message>
        <source>In dollars for a million tokens. The list is of %1, from %2. Requests that were made keep what they cost.</source>
        <translation>En dólares por millón de tokens. La lista es del %1, de %2. Las solicitudes ya hechas conservan lo que costaron.</translation>
    </message>
    <message>
        <source>%L1 entries can&apos;t be told exactly and are left out, such as %2.</source>
        <translation>%L1 entradas no se pueden expresar con exactitud y se omiten, como %2.</translation>
    </message>
</context>
<context>
    <name>homeport::ProgramsCard</name>
    <message>
        <source>&amp;Ask before a program uses Homeport for the first time</source>
        <translation>&amp;Preguntar antes de que un programa use Homeport por primera vez</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programas</translation>
    </message>
    <message>
        <source>A request of a program that is not allowed yet waits up to 30 seconds for your answer. Scripts count as their interpreter, such as node or python.</source>
        <translation>La solicitud de un programa aún no permitido espera hasta 30 segundos su respuesta. Los scripts cuentan como su intérprete, por ejemplo node o python.</translation>
    </message>
    <message>
        <source>Allowed since %1</source>
        <translation>Permitido desde %1</translation>
    </message>
    <message>
        <source>Denied since %1</source>
        <translation>Denegado desde %1</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Denegar</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Permitir</translation>
    </message>
</context>
<context>
    <name>homeport::ProxiesPage</name>
    <message>
        <source>Proxies</source>
        <translation>Proxies</translation>
    </message>
    <message>
        <source>Direct hosts…</source>
        <translation>Equipos directos…</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>Hosts a los que se llega directamente</translation>
    </message>
    <message>
        <source>Add proxy…</source>
        <translation>Añadir proxy…</translation>
    </message>
    <message>
        <source>No proxies</source>
        <translation>No hay proxies</translation>
    </message>
    <message>
        <source>Accounts go direct. Add a proxy where your network wants one, or where an account must always leave from the same address. If a proxy fails, its accounts stop: nothing ever goes direct instead.</source>
        <translation>Las cuentas salen directamente. Añada un proxy si su red lo exige o si una cuenta debe salir siempre por la misma dirección. Si un proxy falla, sus cuentas se paran: nada sale nunca directamente en su lugar.</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Make another one the default.</source>
        <translation>Se quitó el proxy predeterminado: las cuentas que no eligieron ninguno están paradas. Haga predeterminado otro.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>Las cuentas que no eligieron proxy van directas.</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through “%1”.</source>
        <translation>Las cuentas que no eligieron proxy pasan por «%1».</translation>
    </message>
    <message>
        <source>%1 leave from %2.</source>
        <translation>%1 salen por %2.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> y </translation>
    </message>
    <message>
        <source>Accounts share an address</source>
        <translation>Hay cuentas que comparten dirección</translation>
    </message>
    <message>
        <source>%1 Their provider sees them as one place.</source>
        <translation>%1 Su proveedor las ve como un solo lugar.</translation>
    </message>
    <message>
        <source>The default was not changed</source>
        <translation>No se cambió el predeterminado</translation>
    </message>
    <message>
        <source>No account goes through it.</source>
        <translation>Ninguna cuenta pasa por él.</translation>
    </message>
    <message>
        <source>%1 stop until you choose another way for them. Nothing goes direct instead.</source>
        <translation>%1 se paran hasta que elija otro camino para ellas. Nada sale directamente en su lugar.</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>¿Quitar «%1»?</translation>
    </message>
    <message>
        <source>%1 Its saved login is deleted. This can&apos;t be undone.</source>
        <translation>%1 Se borra su inicio de sesión guardado. No se puede deshacer.</translation>
    </message>
    <message>
        <source>Remove proxy</source>
        <translation>Quitar proxy</translation>
    </message>
    <message>
        <source>The proxy was not removed</source>
        <translation>No se quitó el proxy</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceDialog</name>
    <message>
        <source>a removed proxy</source>
        <translation>un proxy quitado</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>Directo</translation>
    </message>
    <message>
        <source>Default: direct</source>
        <translation>Predeterminado: directo</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Predeterminado: %1</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, luego </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Proxy of “%1”</source>
        <translation>Proxy de «%1»</translation>
    </message>
    <message>
        <source>&amp;Direct, without a proxy</source>
        <translation>&amp;Directo, sin proxy</translation>
    </message>
    <message>
        <source>&amp;These proxies, in this order</source>
        <translation>&amp;Estos proxies, en este orden</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>&amp;Subir</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>&amp;Bajar</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Elegir</translation>
    </message>
    <message>
        <source>Proxy of the new account</source>
        <translation>Proxy de la cuenta nueva</translation>
    </message>
    <message>
        <source>D&amp;efault: direct at the moment</source>
        <translation>&amp;Predeterminado: directo por ahora</translation>
    </message>
    <message>
        <source>D&amp;efault: it was removed</source>
        <translation>&amp;Predeterminado: se quitó</translation>
    </message>
    <message>
        <source>D&amp;efault: “%1” at the moment</source>
        <translation>&amp;Predeterminado: «%1» por ahora</translation>
    </message>
    <message>
        <source>Proxies, those that are ticked are used</source>
        <translation>Proxies; se usan los marcados</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>The first one that works is used. If none does, the account stops; nothing goes direct instead.</source>
        <translation>Se usa el primero que funcione. Si ninguno funciona, la cuenta se para; nada sale directamente en su lugar.</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>(quitado)</translation>
    </message>
    <message>
        <source>The choice was not saved</source>
        <translation>No se guardó la elección</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceField</name>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Change the proxy</source>
        <translation>Cambiar el proxy</translation>
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
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>&amp;Keep the saved login</source>
        <translation>&amp;Conservar el inicio de sesión guardado</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Equipo</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Puerto</translation>
    </message>
    <message>
        <source>&amp;Login</source>
        <translation>&amp;Usuario</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Co&amp;ntraseña</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Add proxy</source>
        <translation>Añadir proxy</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>Editar «%1»</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Keep the saved login</source>
        <translation>Conservar el inicio de sesión guardado</translation>
    </message>
    <message>
        <source>Or paste a whole address: socks5://user:password@host:1080</source>
        <translation>O pegue una dirección completa: socks5://user:password@host:1080</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer; any characters will do.</source>
        <translation>Se guarda cifrado en este equipo; vale cualquier carácter.</translation>
    </message>
    <message>
        <source>K&amp;ind</source>
        <translation>&amp;Tipo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
    <message>
        <source>There is a proxy of this name already.</source>
        <translation>Ya hay un proxy con este nombre.</translation>
    </message>
    <message>
        <source>Type the proxy&apos;s name or address.</source>
        <translation>Escriba el nombre o la dirección del proxy.</translation>
    </message>
    <message>
        <source>1 to 65535.</source>
        <translation>De 1 a 65535.</translation>
    </message>
    <message>
        <source>A password needs a login.</source>
        <translation>Una contraseña necesita un usuario.</translation>
    </message>
    <message>
        <source>The proxy was not saved</source>
        <translation>No se guardó el proxy</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyListRow</name>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Make default</source>
        <translation>Predeterminar</translation>
    </message>
    <message>
        <source>with a login</source>
        <translation>con inicio de sesión</translation>
    </message>
    <message>
        <source>without a login</source>
        <translation>sin inicio de sesión</translation>
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
        <translation>Quitar predeterminado</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct then</source>
        <translation>Las cuentas que no eligieron proxy saldrán directamente</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it then</source>
        <translation>Las cuentas que no eligieron proxy pasarán por él</translation>
    </message>
    <message>
        <source>“%1” is the default no more</source>
        <translation>«%1» ya no es el predeterminado</translation>
    </message>
    <message>
        <source>Make “%1” the default</source>
        <translation>Hacer «%1» predeterminado</translation>
    </message>
    <message>
        <source>Test “%1”</source>
        <translation>Probar «%1»</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>Editar «%1»</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>Quitar «%1»</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
</context>
<context>
    <name>homeport::RecoveryCard</name>
    <message>
        <source>recovery code</source>
        <translation>código de recuperación</translation>
    </message>
    <message>
        <source>Copy recovery code</source>
        <translation>Copiar el código de recuperación</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>Crear un código</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>Ya lo he guardado</translation>
    </message>
    <message>
        <source>No recovery code was made</source>
        <translation>No se creó ningún código de recuperación</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>Su código de recuperación</translation>
    </message>
    <message>
        <source>Write it down or print it, and keep it away from this computer: it can&apos;t be shown again. It opens this vault when its key is lost: homeportctl vault recover.</source>
        <translation>Anótelo o imprímalo y guárdelo lejos de este equipo: no se puede volver a mostrar. Abre esta bóveda si se pierde su clave: homeportctl vault recover.</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>Crear un código de recuperación</translation>
    </message>
    <message>
        <source>Your credentials are sealed under a key that only this computer has. If that key is lost, a recovery code on paper brings them back.</source>
        <translation>Sus credenciales están selladas con una clave que solo tiene este equipo. Si esa clave se pierde, un código de recuperación en papel las devuelve.</translation>
    </message>
    <message>
        <source>Save recovery code to a file</source>
        <translation>Guardar el código de recuperación en un archivo</translation>
    </message>
    <message>
        <source>Save recovery code</source>
        <translation>Guardar el código de recuperación</translation>
    </message>
    <message>
        <source>Saved as %1. Move it away from this computer.</source>
        <translation>Guardado como %1. Llévelo fuera de este equipo.</translation>
    </message>
    <message>
        <source>There is a file of this name already, and it was left alone. Choose another name.</source>
        <translation>Ya hay un archivo con este nombre, y no se ha tocado. Elija otro nombre.</translation>
    </message>
    <message>
        <source>It was not saved. %1</source>
        <translation>No se guardó. %1</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Seguir sin él</translation>
    </message>
</context>
<context>
    <name>homeport::RelayCard</name>
    <message>
        <source>Copy endpoint</source>
        <translation>Copiar dirección</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>solicitudes</translation>
    </message>
    <message>
        <source>active accounts</source>
        <translation>cuentas activas</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
</context>
<context>
    <name>homeport::RelayStep</name>
    <message>
        <source>Copy address</source>
        <translation>Copiar la dirección</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Use another port…</source>
        <translation>Usar otro puerto…</translation>
    </message>
    <message>
        <source>Address for tools</source>
        <translation>Dirección para herramientas</translation>
    </message>
    <message>
        <source>One address for every tool</source>
        <translation>Una dirección para todas las herramientas</translation>
    </message>
    <message>
        <source>Point your tools at Homeport instead of at a provider. It checks the tool&apos;s key, picks one of your accounts, and passes the request and its answer on, byte for byte.</source>
        <translation>Apunte sus herramientas a Homeport en lugar de a un proveedor. Comprueba la clave de la herramienta, elige una de sus cuentas y pasa la solicitud y su respuesta byte a byte.</translation>
    </message>
</context>
<context>
    <name>homeport::ReplaceKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>Clave de API</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>&amp;Clave de API</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>Obtener una clave</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Usar esta clave</translation>
    </message>
    <message>
        <source>The new key takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>La clave nueva sustituye a la actual de «%1». El nombre, los ajustes y el historial se conservan.</translation>
    </message>
    <message>
        <source>Enter new key</source>
        <translation>Introducir una clave nueva</translation>
    </message>
    <message>
        <source>It takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>Sustituye a la clave actual de «%1». El nombre, los ajustes y el historial se conservan.</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>Obtener una clave de %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>No se pudo abrir ningún navegador. Las claves se crean en %1</translation>
    </message>
    <message>
        <source>The key was not stored</source>
        <translation>No se guardó la clave</translation>
    </message>
</context>
<context>
    <name>homeport::RequestContents</name>
    <message>
        <source>Show contents</source>
        <translation>Mostrar contenido</translation>
    </message>
    <message>
        <source>Edit key…</source>
        <translation>Editar clave…</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>Se guarda hasta %1</translation>
    </message>
    <message>
        <source>Its key keeps contents: they are here once it has ended.</source>
        <translation>Su clave guarda el contenido: estará aquí cuando termine.</translation>
    </message>
    <message>
        <source>They are sealed and the vault is locked. Unlock it on the Overview page.</source>
        <translation>Está sellado y la bóveda está bloqueada. Desbloquéela en la página «Resumen».</translation>
    </message>
    <message>
        <source>Edit key “%1”</source>
        <translation>Editar la clave «%1»</translation>
    </message>
    <message>
        <source>None are kept of this request.</source>
        <translation>No se guarda el de esta solicitud.</translation>
    </message>
    <message>
        <source>None are kept of this request, or not any more.</source>
        <translation>No se guarda el de esta solicitud, o ya no.</translation>
    </message>
    <message>
        <source>This key keeps no contents.</source>
        <translation>Esta clave no guarda contenido.</translation>
    </message>
</context>
<context>
    <name>homeport::RequestDetail</name>
    <message>
        <source>%1, answered by %2</source>
        <extracomment>%1: the model that was asked for, %2: the one that answered</extracomment>
        <translation>%1, respondida por %2</translation>
    </message>
    <message>
        <source>%1, by the prices of %2</source>
        <extracomment>%1: an amount of money, %2: the version of a list of prices: a date and whose it is</extracomment>
        <translation>%1, según los precios de %2</translation>
    </message>
    <message>
        <source>Why this account?</source>
        <translation>¿Por qué esta cuenta?</translation>
    </message>
    <message>
        <source>Selected request</source>
        <translation>Solicitud seleccionada</translation>
    </message>
    <message>
        <source>Facts about the request</source>
        <translation>Datos de la solicitud</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Tiempos</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Herramienta</translation>
    </message>
    <message>
        <source>Local key</source>
        <translation>Clave local</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesión</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Proyecto</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Tamaños</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>first byte %1, whole %2</source>
        <translation>primer byte %1, completo %2</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>%1 enviados, %2 recibidos</translation>
    </message>
    <message>
        <source>Why this account? %1</source>
        <extracomment>%1: a sentence on what failed</extracomment>
        <translation>¿Por qué esta cuenta? %1</translation>
    </message>
    <message>
        <source>Select a request to see what became of it.</source>
        <translation>Seleccione una solicitud para ver qué fue de ella.</translation>
    </message>
</context>
<context>
    <name>homeport::RequestFilterBar</name>
    <message>
        <source>Search requests</source>
        <translation>Buscar solicitudes</translation>
    </message>
    <message>
        <source>Search by any word</source>
        <translation>Buscar por cualquier palabra</translation>
    </message>
    <message>
        <source>Names, paths, sessions, programs, details and status codes are looked through</source>
        <translation>Se busca en nombres, rutas, sesiones, programas, detalles y códigos de estado</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Cualquier estado</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Con éxito</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
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
        <translation>Cortadas</translation>
    </message>
</context>
<context>
    <name>homeport::RequestGrid</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Herramienta</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>homeport::RequestModel</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Herramienta</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>Primer byte</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>%1 enviados, %2 recibidos</translation>
    </message>
</context>
<context>
    <name>homeport::RequestTable</name>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
</context>
<context>
    <name>homeport::ResetCard</name>
    <message>
        <source>Reset settings…</source>
        <translation>Restablecer los ajustes…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Connection, limits, time-outs, backups and the log go back to what is usual. Accounts, keys, proxies, usage and how long it is kept stay as they are.</source>
        <translation>La conexión, los límites, los tiempos de espera, las copias y el registro vuelven a lo normal. Las cuentas, las claves, los proxies, el uso y su conservación se quedan como están.</translation>
    </message>
    <message>
        <source> Homeport moves to port %1: tools need the new address.</source>
        <translation> Homeport pasa al puerto %1: las herramientas necesitan la dirección nueva.</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>¿Restablecer todos los ajustes?</translation>
    </message>
    <message>
        <source>They go back to what is usual. Accounts, keys and all data stay.</source>
        <translation>Vuelven a lo normal. Las cuentas, las claves y todos los datos se conservan.</translation>
    </message>
    <message>
        <source>All settings are as usual.</source>
        <translation>Todos los ajustes están como de costumbre.</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>No se cambió nada. %1</translation>
    </message>
</context>
<context>
    <name>homeport::RestoreDialog</name>
    <message>
        <source>Passphrase of the backup</source>
        <translation>Frase de contraseña de la copia de seguridad</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the backup</source>
        <translation>&amp;Frase de contraseña de la copia de seguridad</translation>
    </message>
    <message>
        <source>New passphrase of the vault</source>
        <translation>Nueva frase de contraseña de la bóveda</translation>
    </message>
    <message>
        <source>New passphrase of the &amp;vault</source>
        <translation>Nueva frase de contraseña de la &amp;bóveda</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Restaurar una copia de seguridad</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>The restored vault gets a key of its own; you type this at each start.</source>
        <translation>La bóveda restaurada recibe una clave propia; esto lo escribe en cada inicio.</translation>
    </message>
    <message>
        <source>%1, made %2</source>
        <translation>%1, hecha el %2</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>¿Restaurar esta copia de seguridad?</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies become those of the backup, and so does what was used, where the backup has it. What is there now is kept in a folder beside it; nothing is deleted. Then Homeport starts again: requests that run are broken off.</source>
        <translation>Las cuentas, las claves y los proxies pasan a ser los de la copia, y también el uso, si la copia lo tiene. Lo que hay ahora se guarda en una carpeta al lado; no se borra nada. Después Homeport se reinicia: las solicitudes en curso se interrumpen.</translation>
    </message>
    <message>
        <source>Type the passphrase it was made with.</source>
        <translation>Escriba la frase de contraseña con la que se hizo.</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Al menos %1 caracteres.</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Restaurada</translation>
    </message>
    <message>
        <source>Homeport starts again now.</source>
        <translation>Homeport se reinicia ahora.</translation>
    </message>
    <message>
        <source>This passphrase does not open the backup.</source>
        <translation>Esta frase de contraseña no abre la copia de seguridad.</translation>
    </message>
    <message>
        <source>Nothing was restored</source>
        <translation>No se restauró nada</translation>
    </message>
</context>
<context>
    <name>homeport::RetentionCard</name>
    <message>
        <source>Keep requests for, days</source>
        <translation>Conservar solicitudes, días</translation>
    </message>
    <message>
        <source>Keep at most, requests</source>
        <translation>Conservar como máximo, solicitudes</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Uso</translation>
    </message>
    <message>
        <source>Older requests go one by one; the sums of the Usage page stay for ever.</source>
        <translation>Las solicitudes más antiguas se van una a una; las sumas de la página «Uso» se quedan para siempre.</translation>
    </message>
    <message>
        <source>It can&apos;t be told how much is kept. %1 %2</source>
        <translation>No se puede saber cuánto se guarda. %1 %2</translation>
    </message>
    <message>
        <source>No request is kept yet. %1</source>
        <translation>Aún no se guarda ninguna solicitud. %1</translation>
    </message>
    <message>
        <source>%L1 requests since %2 take %3. %4</source>
        <translation>%L1 solicitudes desde %2 ocupan %3. %4</translation>
    </message>
    <message>
        <source>A whole number, 1 to %L1.</source>
        <translation>Un número entero, de 1 a %L1.</translation>
    </message>
    <message>
        <source>A whole number, %1 to %2.</source>
        <translation>Un número entero, de %1 a %2.</translation>
    </message>
    <message>
        <source>Keep less?</source>
        <translation>¿Conservar menos?</translation>
    </message>
    <message>
        <source>Requests beyond it are deleted now, for good: at most %L1 days and %2 requests stay. The sums stay.</source>
        <translation>Las solicitudes que lo superen se borran ahora, definitivamente: quedan como máximo %L1 días y %2 solicitudes. Las sumas se conservan.</translation>
    </message>
    <message>
        <source>Keep less</source>
        <translation>Conservar menos</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
</context>
<context>
    <name>homeport::RevokeKeyDialog</name>
    <message>
        <source>Revoke key</source>
        <translation>Revocar clave</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>¿Revocar «%1»?</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>Las herramientas que usan esta clave se rechazan desde ahora. No se puede deshacer.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break the %Ln requests that run with it, too</source>
        <translation>
            <numerusform>&amp;Interrumpir también la solicitud en curso con ella</numerusform>
            <numerusform>&amp;Interrumpir también las %Ln solicitudes en curso con ella</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Break requests that run with it, too (none at the moment)</source>
        <translation>&amp;Interrumpir también las solicitudes en curso con ella (ninguna ahora)</translation>
    </message>
    <message>
        <source>The key was not revoked</source>
        <translation>No se revocó la clave</translation>
    </message>
</context>
<context>
    <name>homeport::RouteDiagram</name>
    <message>
        <source>Your tools</source>
        <translation>Sus herramientas</translation>
    </message>
    <message>
        <source>send a local key</source>
        <translation>envían una clave local</translation>
    </message>
    <message>
        <source>puts an account&apos;s credential in</source>
        <translation>pone la credencial de una cuenta</translation>
    </message>
    <message>
        <source>The account&apos;s provider</source>
        <translation>El proveedor de la cuenta</translation>
    </message>
    <message>
        <source>answers as always</source>
        <translation>responde como siempre</translation>
    </message>
    <message>
        <source>A tool&apos;s request goes to %1 on this computer, and from there to the provider of one of your accounts.</source>
        <translation>La solicitud de una herramienta va a %1 en este equipo, y de ahí al proveedor de una de sus cuentas.</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingCard</name>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Change its part in routing</source>
        <translation>Cambiar su papel en el reparto</translation>
    </message>
    <message>
        <source>Part in routing</source>
        <translation>Papel en el reparto</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>%1 (the lowest is asked first)</source>
        <translation>%1 (se pregunta primero a la más baja)</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>Reserva</translation>
    </message>
    <message>
        <source>Keeps %1 of every quota</source>
        <translation>Reserva %1 de cada cuota</translation>
    </message>
    <message>
        <source>Keeps nothing back</source>
        <translation>No reserva nada</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Every model</source>
        <translation>Todos los modelos</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>Cuenta como</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>In none</source>
        <translation>En ninguno</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>claude-* or a whole name</source>
        <translation>claude-* o un nombre completo</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Prioridad</translation>
    </message>
    <message>
        <source>&amp;Weight</source>
        <translation>P&amp;eso</translation>
    </message>
    <message>
        <source>&amp;Reserve, percent</source>
        <translation>&amp;Reserva, por ciento</translation>
    </message>
    <message>
        <source>&amp;Models it serves</source>
        <translation>&amp;Modelos que sirve</translation>
    </message>
    <message>
        <source>Other &amp;names</source>
        <translation>Otros &amp;nombres</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>“%1” in routing</source>
        <translation>«%1» en el reparto</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Reserve, percent</source>
        <translation>Reserva, por ciento</translation>
    </message>
    <message>
        <source>Other names, one a line</source>
        <translation>Otros nombres, uno por línea</translation>
    </message>
    <message>
        <source>The lowest is asked first.</source>
        <translation>Se pregunta primero a la más baja.</translation>
    </message>
    <message>
        <source>1 to 100: its share.</source>
        <translation>De 1 a 100: su parte.</translation>
    </message>
    <message>
        <source>0 to 95: of every quota.</source>
        <translation>De 0 a 95: de cada cuota.</translation>
    </message>
    <message>
        <source>None listed: every model. An asterisk stands for any text.</source>
        <translation>Ninguno en la lista: todos los modelos. Un asterisco representa cualquier texto.</translation>
    </message>
    <message>
        <source>A name that tools use = the model it counts as here, one a line. Requests are never changed.</source>
        <translation>Un nombre que usan las herramientas = el modelo como el que cuenta aquí, uno por línea. Las solicitudes nunca se cambian.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>-1000 to 1000.</source>
        <translation>De -1000 a 1000.</translation>
    </message>
    <message>
        <source>1 to 100.</source>
        <translation>De 1 a 100.</translation>
    </message>
    <message>
        <source>0 to 95.</source>
        <translation>De 0 a 95.</translation>
    </message>
    <message>
        <source>“%1” is no name of a model.</source>
        <translation>«%1» no es el nombre de un modelo.</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks and asterisks.</source>
        <translation>La línea %1 no es «nombre = modelo», ambos sin espacios ni asteriscos.</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>Línea %1: «%2» ya está.</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>No se guardó</translation>
    </message>
</context>
<context>
    <name>homeport::RowFigures</name>
    <message>
        <source>%1 tokens in 24 h</source>
        <translation>%1 tokens en 24 h</translation>
    </message>
    <message>
        <source>nothing in 24 h</source>
        <translation>nada en 24 h</translation>
    </message>
    <message>
        <source>No tokens in the last 24 hours</source>
        <translation>Ningún token en las últimas 24 horas</translation>
    </message>
    <message>
        <source>Tokens per hour in the last 24 hours: %1 in all, most between %2 and %3 (%4)</source>
        <translation>Tokens por hora en las últimas 24 horas: %1 en total, la mayoría entre las %2 y las %3 (%4)</translation>
    </message>
</context>
<context>
    <name>homeport::SearchStrip</name>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Looked through %L1 of %L2 requests…</source>
        <translation>Se han revisado %L1 de %L2 solicitudes…</translation>
    </message>
    <message>
        <source>Loading requests…</source>
        <translation>Cargando solicitudes…</translation>
    </message>
    <message>
        <source>Stopped after %L1 of %L2 requests.</source>
        <translation>Detenido tras %L1 de %L2 solicitudes.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport no pudo leer sus propios registros. Inténtelo de nuevo; si sigue igual, reinicie Homeport.</translation>
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
        <translation>Mostrar: %1</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>Ocultar: %1</translation>
    </message>
</context>
<context>
    <name>homeport::ServiceAccountForm</name>
    <message>
        <source>Open the list of service accounts</source>
        <translation>Abrir la lista de cuentas de servicio</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Elegir archivo…</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Región</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>Id de pro&amp;yecto</translation>
    </message>
    <message>
        <source>Takes the content of the key file from the clipboard, without showing it</source>
        <translation>Toma el contenido del archivo de clave del portapapeles, sin mostrarlo</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Región</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>Id de proyecto</translation>
    </message>
    <message>
        <source>Where the models are. Another region than these may be typed.</source>
        <translation>Dónde están los modelos. Se puede escribir otra región distinta de estas.</translation>
    </message>
    <message>
        <source>It is in the key file. Another one, if the service account may use it.</source>
        <translation>Está en el archivo de clave. Otro, si la cuenta de servicio puede usarlo.</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>No se pudo abrir ningún navegador. El lugar es %1</translation>
    </message>
    <message>
        <source>The key file is missing: drop it here, choose it, or paste its content.</source>
        <translation>Falta el archivo de clave: suéltelo aquí, elíjalo o pegue su contenido.</translation>
    </message>
    <message>
        <source>Enter a region, such as us-central1 or global.</source>
        <translation>Introduzca una región, como us-central1 o global.</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, such as my-project-42, not its name.</source>
        <translation>Introduzca el id del proyecto, como my-project-42, no su nombre.</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>Elegir el archivo de clave</translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation>Archivos de clave (*.json)</translation>
    </message>
    <message>
        <source>The clipboard holds no text: copy all of the key file first.</source>
        <translation>El portapapeles no tiene texto: copie antes todo el archivo de clave.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>El portapapeles</translation>
    </message>
    <message>
        <source>%1 was read: the key of %2.</source>
        <translation>Se leyó %1: la clave de %2.</translation>
    </message>
    <message>
        <source>Drop the service account&apos;s key file (*.json) here, choose it, or paste its content.</source>
        <translation>Suelte aquí el archivo de clave (*.json) de la cuenta de servicio, elíjalo o pegue su contenido.</translation>
    </message>
</context>
<context>
    <name>homeport::SettingField</name>
    <message>
        <source>%1, usually %2</source>
        <extracomment>below a number: its range, and what it is unless someone changes it</extracomment>
        <translation>%1, normalmente %2</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>Un número entero, %1.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>a range of numbers</extracomment>
        <translation>de %1 a %2</translation>
    </message>
    <message>
        <source>Set by %1 when Homeport was started; that holds until it is started without it.</source>
        <translation>Fijado por %1 al iniciar Homeport; vale hasta que se inicie sin esa opción.</translation>
    </message>
</context>
<context>
    <name>homeport::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Límites</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>Tiempos de espera</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Uso</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Precios</translation>
    </message>
    <message>
        <source>Default proxy</source>
        <translation>Proxy predeterminado</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Proveedores</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Copias de seguridad</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Ir a %1</translation>
    </message>
    <message>
        <source>Something in settings.ini does not hold</source>
        <translation>Algo en settings.ini no es válido</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Escritorio</translation>
    </message>
</context>
<context>
    <name>homeport::SetupToolRow</name>
    <message>
        <source>Look again</source>
        <translation>Volver a mirar</translation>
    </message>
    <message>
        <source>Configure…</source>
        <translation>Configurar…</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>Copiar su clave</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>Configurar %1</translation>
    </message>
    <message>
        <source>Look again at %1</source>
        <translation>Mirar %1 de nuevo</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>Configurar %1</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>Copiar la clave de %1</translation>
    </message>
    <message>
        <source>What changes in the files of %1</source>
        <translation>Qué cambia en los archivos de %1</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>Tenga en cuenta</translation>
    </message>
    <message>
        <source>It was not set up. %1</source>
        <translation>No se configuró. %1</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>La clave está en el portapapeles: péguela en %1.</translation>
    </message>
    <message>
        <source>Setting it up…</source>
        <translation>Configurándola…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurada</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>Mirando sus archivos…</translation>
    </message>
    <message>
        <source>Hide changes</source>
        <translation>Ocultar los cambios</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Mostrar los cambios</translation>
    </message>
    <message>
        <source>Hide what changes for %1</source>
        <translation>Ocultar lo que cambia para %1</translation>
    </message>
    <message>
        <source>Show what changes for %1</source>
        <translation>Mostrar lo que cambia para %1</translation>
    </message>
</context>
<context>
    <name>homeport::SetupTools</name>
    <message>
        <source>Look again</source>
        <translation>Volver a mirar</translation>
    </message>
    <message>
        <source>Look for tools again</source>
        <translation>Buscar herramientas de nuevo</translation>
    </message>
    <message>
        <source>Not installed: %1</source>
        <translation>No instaladas: %1</translation>
    </message>
    <message>
        <source>Looking for tools…</source>
        <translation>Buscando herramientas…</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed. %1</source>
        <translation>No se pueden listar las herramientas. %1</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again. For any other program the Tools page has lines to copy.</source>
        <translation>No se encontró ninguna de las herramientas que Homeport puede configurar. Instale una y busque de nuevo. Para cualquier otro programa, la página Herramientas tiene líneas para copiar.</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Configurando…</translation>
    </message>
    <message numerus="yes">
        <source>Set up %Ln tools</source>
        <translation>
            <numerusform>Configurar una herramienta</numerusform>
            <numerusform>Configurar %Ln herramientas</numerusform>
        </translation>
    </message>
    <message>
        <source>Set up tools</source>
        <translation>Configurar herramientas</translation>
    </message>
</context>
<context>
    <name>homeport::SignInDialog</name>
    <message>
        <source>What was said, word for word</source>
        <translation>Lo que se dijo, palabra por palabra</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>Open browser</source>
        <translation>Abrir navegador</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Sesión iniciada</translation>
    </message>
    <message>
        <source>The account “%1” is ready to use.</source>
        <translation>La cuenta «%1» está lista para usarse.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Nothing came back from the browser in time. Try again, and finish in the browser within the time shown.</source>
        <translation>El navegador no respondió a tiempo. Inténtelo de nuevo y termine en el navegador dentro del tiempo indicado.</translation>
    </message>
    <message>
        <source>The provider did not approve it. Its words are below; nothing was added or changed.</source>
        <translation>El proveedor no lo aprobó. Abajo están sus palabras; no se añadió ni cambió nada.</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>El inicio de sesión no funcionó</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>homeport::SignInStart</name>
    <message>
        <source>Your browser opens the provider&apos;s own page. Homeport never sees your password.</source>
        <translation>Su navegador abre la página del propio proveedor. Homeport nunca ve su contraseña.</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Proveedor</translation>
    </message>
    <message>
        <source>How to make one</source>
        <translation>Cómo crear uno</translation>
    </message>
    <message>
        <source>Open the provider&apos;s console</source>
        <translation>Abrir la consola del proveedor</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>No se pudo abrir ningún navegador. El lugar es %1</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>Así aparece en Homeport; sirve cualquier nombre.</translation>
    </message>
    <message>
        <source>Sign in again to %1 as “%2”. Its name, settings and history stay; only the credential is new.</source>
        <translation>Vuelva a iniciar sesión en %1 como «%2». El nombre, los ajustes y el historial se conservan; solo la credencial es nueva.</translation>
    </message>
    <message>
        <source>Change its OAuth client only where the provider shows you another id or secret by now.</source>
        <translation>Cambie su cliente OAuth solo si el proveedor le muestra ahora otro id u otro secreto.</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>Ya existe una cuenta con este nombre.</translation>
    </message>
    <message>
        <source>The sign-in could not start</source>
        <translation>No se pudo empezar el inicio de sesión</translation>
    </message>
    <message>
        <source>Choose the client&apos;s file</source>
        <translation>Elegir el archivo del cliente</translation>
    </message>
    <message>
        <source>Client files (client_secret_*.json *.json)</source>
        <translation>Archivos de cliente (client_secret_*.json *.json)</translation>
    </message>
</context>
<context>
    <name>homeport::SignInWait</name>
    <message>
        <source>Open browser again</source>
        <translation>Abrir el navegador otra vez</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar enlace</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation>No se pudo abrir ningún navegador</translation>
    </message>
    <message>
        <source>Copy the link and open it in a browser yourself.</source>
        <translation>Copie el enlace y ábralo usted en un navegador.</translation>
    </message>
    <message>
        <source>Address from the browser</source>
        <translation>Dirección del navegador</translation>
    </message>
    <message>
        <source>&amp;Paste it here</source>
        <translation>&amp;Péguela aquí</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>Enlace copiado</translation>
    </message>
    <message>
        <source>Finish signing in to %1 in your browser</source>
        <translation>Termine de iniciar sesión en %1 en su navegador</translation>
    </message>
    <message>
        <source>At the end the page shows a code</source>
        <translation>Al final, la página muestra un código</translation>
    </message>
    <message>
        <source>Stuck, or is the browser on another computer?</source>
        <translation>¿No avanza, o el navegador está en otro equipo?</translation>
    </message>
    <message>
        <source>All of it, with what follows the #. The page&apos;s address will do as well.</source>
        <translation>Todo, con lo que sigue a #. También sirve la dirección de la página.</translation>
    </message>
    <message>
        <source>The address the browser ended on, also when it could not show that page.</source>
        <translation>La dirección en la que terminó el navegador, aunque no pudiera mostrar esa página.</translation>
    </message>
    <message>
        <source>Code from the browser</source>
        <translation>Código del navegador</translation>
    </message>
    <message>
        <source>Approved; fetching the credential…</source>
        <translation>Aprobado; obteniendo la credencial…</translation>
    </message>
    <message>
        <source>Signed in; Google is setting up Code Assist…</source>
        <translation>Sesión iniciada; Google está preparando Code Assist…</translation>
    </message>
    <message>
        <source>This takes up to a minute.</source>
        <translation>Tarda hasta un minuto.</translation>
    </message>
    <message>
        <source>This takes up to a minute. Checked %1 of %2 times.</source>
        <translation>Tarda hasta un minuto. Se ha comprobado %1 de %2 veces.</translation>
    </message>
    <message>
        <source>That is not the code of this sign-in. Copy all of it from the page.</source>
        <translation>Ese no es el código de este inicio de sesión. Cópielo entero de la página.</translation>
    </message>
    <message>
        <source>That is not the address this sign-in ended on. Copy all of it from the browser&apos;s address bar.</source>
        <translation>Esa no es la dirección en la que terminó este inicio de sesión. Cópiela entera de la barra de direcciones del navegador.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>Quedan %1.</translation>
    </message>
    <message>
        <source>%1 left. This window continues by itself.</source>
        <translation>Quedan %1. Esta ventana continúa por sí sola.</translation>
    </message>
</context>
<context>
    <name>homeport::StrandedBanner</name>
    <message>
        <source>Restore their own settings</source>
        <translation>Restaurar sus propios ajustes</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Mantener</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show the tools</source>
        <translation>Mostrar las herramientas</translation>
    </message>
    <message>
        <source>Homeport did not end properly last time</source>
        <translation>La última vez Homeport no terminó correctamente</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before Homeport, and revokes their local keys.</source>
        <translation>
            <numerusform>%Ln herramienta apunta a Homeport: %1. Recibe respuestas mientras Homeport funciona. Al restaurarla, sus archivos recuperan lo que tenían antes de Homeport y se revoca su clave local.</numerusform>
            <numerusform>%Ln herramientas apuntan a Homeport: %1. Reciben respuestas mientras Homeport funciona. Al restaurarlas, sus archivos recuperan lo que tenían antes de Homeport y se revocan sus claves locales.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the tools set up for Homeport</source>
        <translation>Mantener las herramientas configuradas para Homeport</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>homeport::TestRequest</name>
    <message>
        <source>Send a test request</source>
        <translation>Enviar una solicitud de prueba</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>Quién pregunta</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>¿Funciona?</translation>
    </message>
    <message>
        <source>There is nobody to ask yet: add an account in step 2, or set up a tool above.</source>
        <translation>Todavía no hay con quién preguntar: añada una cuenta en el paso 2, o configure arriba una herramienta.</translation>
    </message>
    <message>
        <source>A tool&apos;s request takes the tool&apos;s own way: its key, Homeport, and the list of models of your accounts. An account is asked for one word, which may cost a fraction of a cent.</source>
        <translation>La solicitud de una herramienta sigue su propio camino: su clave, Homeport y la lista de modelos de sus cuentas. A una cuenta se le pide una palabra, que puede costar una fracción de centavo.</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Cuenta %1</translation>
    </message>
    <message>
        <source>%1 through Homeport</source>
        <translation>%1 a través de Homeport</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Preguntando…</translation>
    </message>
    <message>
        <source>Asks Homeport for the list of models with the key of %1.</source>
        <translation>Pide a Homeport la lista de modelos con la clave de %1.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
</context>
<context>
    <name>homeport::TestResult</name>
    <message>
        <source>The answer, word for word</source>
        <translation>La respuesta, palabra por palabra</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
    <message>
        <source>Asks for the list of models, then for one token of an answer.</source>
        <translation>Pide la lista de modelos y después un token de respuesta.</translation>
    </message>
    <message>
        <source>The test did not take place</source>
        <translation>La prueba no se realizó</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>Estado %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>It answered</source>
        <translation>Respondió</translation>
    </message>
    <message>
        <source>%1 · %2 · %3
List of models after %4, the whole answer after %5, %6</source>
        <extracomment>%1: time of day, %2: HTTP status, %3: model, %4 and %5: durations, %6: bytes</extracomment>
        <translation>%1 · %2 · %3
Lista de modelos a los %4, la respuesta completa a los %5, %6</translation>
    </message>
    <message>
        <source>It was refused</source>
        <translation>Fue rechazado</translation>
    </message>
    <message>
        <source>There was no answer</source>
        <translation>No hubo respuesta</translation>
    </message>
</context>
<context>
    <name>homeport::TimingBar</name>
    <message>
        <source>Queued %1</source>
        <translation>En cola %1</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>Retenida %1</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>Sin respuesta para %1</translation>
    </message>
    <message>
        <source>First byte after %1</source>
        <translation>Primer byte a los %1</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>Respuesta %1</translation>
    </message>
</context>
<context>
    <name>homeport::ToolDialog</name>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modelo</translation>
    </message>
    <message>
        <source>What changes in its files</source>
        <translation>Qué cambia en sus archivos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Volver a mirar</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>Copiar su clave</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>Restaurar %1</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>Configurar %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>%1 wants its model by name: one that an account of yours serves.</source>
        <translation>%1 pide su modelo por el nombre: uno que sirva alguna de sus cuentas.</translation>
    </message>
    <message>
        <source>May stay empty: %1 then asks for a model of its own.</source>
        <translation>Puede quedar vacío: %1 pedirá entonces un modelo propio.</translation>
    </message>
    <message>
        <source>Say first which model it is to ask for.</source>
        <translation>Diga antes qué modelo debe pedir.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be restored</source>
        <translation>No se puede restaurar %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be set up</source>
        <translation>No se puede configurar %1</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>Tenga en cuenta</translation>
    </message>
    <message>
        <source>It was not restored</source>
        <translation>No se restauró</translation>
    </message>
    <message>
        <source>It was not set up</source>
        <translation>No se configuró</translation>
    </message>
    <message>
        <source>%1 is set up</source>
        <translation>%1 está configurado</translation>
    </message>
    <message>
        <source>%1 is as it was before Homeport</source>
        <translation>%1 está como antes de Homeport</translation>
    </message>
    <message>
        <source>%1 is restored, but for what someone else has changed</source>
        <translation>%1 está restaurado, salvo lo que otro ha cambiado</translation>
    </message>
    <message>
        <source>Its local key could not be revoked: do that on the Keys page.</source>
        <translation>No se pudo revocar su clave local: hágalo en la página «Claves».</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>Preguntando a Homeport con su clave…</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>La clave está en el portapapeles: péguela en %1.</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>Mirando sus archivos…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>En curso…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>homeport::ToolRow</name>
    <message>
        <source>Configure…</source>
        <translation>Configurar…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Restaurar…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>Copiar su clave</translation>
    </message>
    <message>
        <source>Open the folder of its settings</source>
        <translation>Abrir la carpeta de sus ajustes</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>Configurar %1</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>Restaurar %1</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>Copiar la clave de %1</translation>
    </message>
    <message>
        <source>Open the folder of the settings of %1</source>
        <translation>Abrir la carpeta de los ajustes de %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop testing %1</source>
        <translation>Detener la prueba de %1</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>Probar %1</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>Preguntando a Homeport con su clave…</translation>
    </message>
</context>
<context>
    <name>homeport::ToolStep</name>
    <message>
        <source>Homeport points these tools at its address, each with a key of its own. You can look at each line first, what is there now is kept, and the Tools page gives it back.</source>
        <translation>Homeport apunta estas herramientas a su dirección, cada una con su propia clave. Puede ver antes cada línea; lo que hay ahora se conserva, y la página Herramientas lo devuelve.</translation>
    </message>
    <message>
        <source>Your tools are being set up.</source>
        <translation>Se están configurando sus herramientas.</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsCard</name>
    <message>
        <source>A key for a tool</source>
        <translation>Una clave para una herramienta</translation>
    </message>
    <message>
        <source>One click makes a key named after the tool. Give each tool its own, so that you can take it back alone.</source>
        <translation>Un clic crea una clave con el nombre de la herramienta. Dé a cada una la suya, así podrá retirarla por separado.</translation>
    </message>
    <message>
        <source>Make a key for %1</source>
        <translation>Crear una clave para %1</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsPage</name>
    <message>
        <source>Looking for tools…</source>
        <translation>Buscando herramientas…</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again, or use the lines below.</source>
        <translation>No se encontró ninguna de las herramientas que Homeport puede configurar. Instale una y vuelva a mirar, o use las líneas de abajo.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Volver a mirar</translation>
    </message>
    <message>
        <source>Restore all…</source>
        <translation>Restaurar todas…</translation>
    </message>
    <message>
        <source>Give all tools back what they had before Homeport</source>
        <translation>Devolver a todas las herramientas lo que tenían antes de Homeport</translation>
    </message>
    <message>
        <source>Not installed (%1)</source>
        <translation>No instaladas (%1)</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed</source>
        <translation>No se pueden enumerar las herramientas</translation>
    </message>
    <message>
        <source>Hide tools that are not installed</source>
        <translation>Ocultar las herramientas no instaladas</translation>
    </message>
    <message>
        <source>Show tools that are not installed</source>
        <translation>Mostrar las herramientas no instaladas</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>La clave está en el portapapeles.</translation>
    </message>
    <message>
        <source>The folder could not be opened</source>
        <translation>No se pudo abrir la carpeta</translation>
    </message>
    <message>
        <source>Restore all tools?</source>
        <translation>¿Restaurar todas las herramientas?</translation>
    </message>
    <message>
        <source>%1: their files get back what they had before Homeport, and their local keys are revoked.</source>
        <translation>%1: sus archivos recuperan lo que tenían antes de Homeport y sus claves locales se revocan.</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Restaurar todas</translation>
    </message>
</context>
<context>
    <name>homeport::TraceDialog</name>
    <message>
        <source>Why this account?</source>
        <translation>¿Por qué esta cuenta?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Choice %1. %2</source>
        <extracomment>%1: number of a choice, %2: how it was made</extracomment>
        <translation>Elección %1. %2</translation>
    </message>
    <message>
        <source>It did not serve: %1</source>
        <translation>No sirvió: %1</translation>
    </message>
    <message>
        <source>The choices</source>
        <translation>Las elecciones</translation>
    </message>
</context>
<context>
    <name>homeport::TrayIcon</name>
    <message>
        <source>Homeport goes on in the tray</source>
        <translation>Homeport sigue en la bandeja</translation>
    </message>
    <message>
        <source>Tools can still use it. Quit it from this icon&apos;s menu.</source>
        <translation>Las herramientas pueden seguir usándolo. Ciérrelo desde el menú de este icono.</translation>
    </message>
    <message>
        <source>Homeport: %1</source>
        <extracomment>Tool tip of the tray icon; %1 is the relay&apos;s state</extracomment>
        <translation>Homeport: %1</translation>
    </message>
    <message>
        <source>That could not be done</source>
        <translation>No se pudo hacer</translation>
    </message>
</context>
<context>
    <name>homeport::TrayMenu</name>
    <message>
        <source>Today: …</source>
        <translation>Hoy: …</translation>
    </message>
    <message>
        <source>Accounts in use</source>
        <translation>Cuentas en uso</translation>
    </message>
    <message>
        <source>Quit Homeport</source>
        <translation>Salir de Homeport</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>Ocultar la ventana</translation>
    </message>
    <message>
        <source>Open Homeport</source>
        <translation>Abrir Homeport</translation>
    </message>
    <message>
        <source>Today: not known</source>
        <translation>Hoy: desconocido</translation>
    </message>
    <message>
        <source>Today: %1 and more, not all models have a price</source>
        <translation>Hoy: %1 y más, no todos los modelos tienen precio</translation>
    </message>
    <message>
        <source>Today: %1</source>
        <translation>Hoy: %1</translation>
    </message>
    <message>
        <source>Try to listen again</source>
        <translation>Volver a escuchar</translation>
    </message>
    <message>
        <source>Resume: let tools connect</source>
        <translation>Reanudar: dejar conectarse a las herramientas</translation>
    </message>
    <message>
        <source>Pause: let no tool connect</source>
        <translation>Pausar: no dejar conectarse a ninguna herramienta</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>All %L1 accounts…</source>
        <translation>Las %L1 cuentas…</translation>
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
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <extracomment>%1: what the button does, %2: an account&apos;s name</extracomment>
        <translation>%1: «%2»</translation>
    </message>
    <message>
        <source>What was said, word for word</source>
        <translation>Lo que se dijo, palabra por palabra</translation>
    </message>
</context>
<context>
    <name>homeport::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>homeport::UsageChart</name>
    <message>
        <source>Usage chart: left and right go through its values</source>
        <translation>Gráfico de uso: izquierda y derecha recorren sus valores</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>Todos los tokens</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>Sin precio</translation>
    </message>
</context>
<context>
    <name>homeport::UsageControls</name>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Gráfico</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <source>Tell apart</source>
        <translation>Distinguir</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Todo junto</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Qué se muestra</translation>
    </message>
</context>
<context>
    <name>homeport::UsageExportDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export requests</source>
        <translation>Exportar solicitudes</translation>
    </message>
    <message>
        <source>JSON, one object a line</source>
        <translation>JSON, un objeto por línea</translation>
    </message>
    <message>
        <source>Comma-separated values (CSV)</source>
        <translation>Valores separados por comas (CSV)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Progreso de la exportación</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Formato</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>Elija dónde se guarda.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests so far</source>
        <translation>
            <numerusform>una solicitud hasta ahora</numerusform>
            <numerusform>%Ln solicitudes hasta ahora</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests exported</source>
        <translation>
            <numerusform>%Ln solicitud exportada</numerusform>
            <numerusform>%Ln solicitudes exportadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>No se escribió ningún archivo.</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>No se exportó nada</translation>
    </message>
</context>
<context>
    <name>homeport::UsageFilter</name>
    <message>
        <source>Show only a part</source>
        <translation>Mostrar solo una parte</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; take this filter away</source>
        <translation>%1; quitar este filtro</translation>
    </message>
</context>
<context>
    <name>homeport::UsagePage</name>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagen</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Copiar como CSV</translation>
    </message>
    <message>
        <source>Export requests…</source>
        <translation>Exportar solicitudes…</translation>
    </message>
    <message>
        <source>Show requests</source>
        <translation>Mostrar solicitudes</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Uso</translation>
    </message>
    <message>
        <source>Of what is chosen here, at any time, on the Activity page</source>
        <translation>De lo elegido aquí, de cualquier momento, en la página «Actividad»</translation>
    </message>
    <message>
        <source>Nothing was used in this time</source>
        <translation>No hubo uso en este periodo</translation>
    </message>
    <message>
        <source>What tools use through Homeport is counted here: tokens, and what they cost.</source>
        <translation>Aquí se cuenta lo que usan las herramientas a través de Homeport: tokens y lo que cuestan.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Usage could not be read</source>
        <translation>No se pudo leer el uso</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Single requests of %1, newest first.</source>
        <translation>Solicitudes individuales de %1, las más recientes primero.</translation>
    </message>
    <message>
        <source>%1: %2 only.</source>
        <translation>%1: solo %2.</translation>
    </message>
</context>
<context>
    <name>homeport::UsageSums</name>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTable</name>
    <message>
        <source>Usage table</source>
        <translation>Tabla de uso</translation>
    </message>
    <message>
        <source>Return sorts by the current column, Ctrl+C copies the selected cells.</source>
        <translation>Intro ordena por la columna actual, Ctrl+C copia las celdas seleccionadas.</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTableModel</name>
    <message>
        <source>Time</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>Todos los tokens</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
</context>
<context>
    <name>homeport::VaultBanner</name>
    <message>
        <source>passphrase</source>
        <translation>frase de contraseña</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>Desbloquear la bóveda</translation>
    </message>
</context>
<context>
    <name>homeport::VaultStep</name>
    <message>
        <source>Make another code</source>
        <translation>Crear otro código</translation>
    </message>
    <message>
        <source>Where the key lies</source>
        <translation>Dónde está la clave</translation>
    </message>
    <message>
        <source>There is a recovery code. If you did not keep it, make another one: the old one ends then.</source>
        <translation>Hay un código de recuperación. Si no lo guardó, cree otro: el anterior deja de valer.</translation>
    </message>
    <message>
        <source>The code is being made.</source>
        <translation>Se está creando el código.</translation>
    </message>
    <message>
        <source>Keep the code first: it is shown only now.</source>
        <translation>Guarde primero el código: solo se muestra ahora.</translation>
    </message>
</context>
<context>
    <name>homeport::WindowRun</name>
    <message>
        <source>Homeport could not start</source>
        <translation>Homeport no pudo iniciarse</translation>
    </message>
</context>
</TS>
