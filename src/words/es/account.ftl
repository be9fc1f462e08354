account-you = Eres { $name }, con el papel de { $role } en { $coalition }.
account-moving = Llevarte tus seguimientos y listas, traerlos aquí o mudarte
account-no-password = Todavía no tienes contraseña: entras con enlaces que alguien crea para ti.
account-password = Tu contraseña
account-present-password = Tu contraseña actual
account-new-password = Contraseña nueva
account-password-effect = Una contraseña nueva cierra tu sesión en todos los demás dispositivos y en todas las aplicaciones.
account-change-password = Cambiar la contraseña
account-set-password = Establecer la contraseña
account-second-step = Segundo paso
account-authenticator-on = Cuando inicias sesión con tu contraseña, también se te pide un código de tu autenticador.
account-codes-left =
    { $count ->
        [one] Queda { $count } código de recuperación.
       *[other] Quedan { $count } códigos de recuperación.
    }
account-authenticator-why = Un autenticador es una aplicación de tu teléfono que muestra un código nuevo cada 30 segundos. Con él, una contraseña robada no basta para abrir nada.
account-new-codes = Crear nuevos códigos de recuperación
account-turn-off = Desactivarlo
account-turn-on = Activarlo
account-set-up = Configurar un autenticador
account-sessions = Dónde tienes la sesión abierta
account-sessions-known = Sabemos cuándo se abrió una sesión, y nada sobre el dispositivo o el lugar.
account-this-device = Este dispositivo.
account-by-link = Desde el { $since }, por enlace. Termina el { $until }.
account-by-password = Desde el { $since }, con contraseña. Termina el { $until }.
account-end = Terminarla
account-since = (desde el { $when })
account-end-others = Cerrar sesión en todos los demás sitios
account-authenticator-how = Abre tu autenticador, añade una cuenta a mano y escribe esta clave. O abre la dirección de abajo en el dispositivo donde está el autenticador.
account-key = Clave
account-address = Dirección
account-authenticator-effect = Nada cambia hasta que el código sea correcto. Después se cierra tu sesión en todos los demás dispositivos y en todas las aplicaciones.
account-code-hint = Las seis cifras que tu autenticador muestra ahora
account-not-now = Ahora no
account-codes-title = Códigos de recuperación
account-codes-heading = Tus códigos de recuperación
account-codes-how = Cada uno te permite entrar una vez en lugar de un código, si pierdes tu autenticador. Anótalos y guárdalos donde nadie mire: solo se muestran ahora.
account-codes = Códigos
account-codes-done = Ya los he anotado
account-done-password = Tu contraseña ha cambiado. Se cerró tu sesión en todos los demás sitios.
account-done-off = El autenticador está desactivado. Tu contraseña basta para entrar.
account-done-ended = Hecho. Lo que se cerró ya no se puede usar.
account-not-yours = Esta no es tu contraseña. Escribe la que usas para iniciar sesión.
account-fault-password-blank = Escribe la contraseña nueva.
