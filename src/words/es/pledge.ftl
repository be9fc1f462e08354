pledge-standing = { $count ->
    [one] { $count } persona respalda esto
   *[other] { $count } personas respaldan esto
}
pledge-goal = Próxima meta: { $count }
pledge-others = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
pledge-standing-about = { $count ->
    [one] Cerca de { $count } persona respalda esto
   *[other] Cerca de { $count } personas respaldan esto
}
pledge-others-about = { $count ->
    [one] y cerca de { $count } más
   *[other] y cerca de { $count } más
}
pledge-heading = Fírmalo
pledge-hint = No hace falta cuenta. Recibes un correo con un enlace, y tu firma cuenta solo cuando lo abres.
pledge-name = Tu nombre
pledge-mail = Tu correo electrónico
pledge-mail-hint = Para el enlace de confirmación. No se muestra nunca.
pledge-own-signed = Has firmado
pledge-own-hint = Has iniciado sesión, así que basta un toque: tu firma cuenta enseguida.
pledge-shown = ¿Qué pueden ver los demás de tu nombre?
pledge-shown-hidden = Nada: solo cuento
pledge-shown-initials = Las iniciales
pledge-shown-name = Mi nombre
pledge-place = Dónde estás
pledge-optional = Puedes dejarlo vacío.
pledge-comment = Por qué firmas
pledge-comment-hint = Puedes dejarlo vacío. No se muestra.
pledge-trap = Deja esto vacío
pledge-consent = Respaldo esto y acepto que { $name } guarde mi firma hasta que yo la borre.
pledge-send = Firmar
pledge-privacy-sealed = Lo que escribes se sella al momento, de modo que este servidor no puede volver a leerlo. Solo { $name } puede, con una llave que se guarda en otro lugar. El correo trae un enlace que lo borra todo.
pledge-privacy = Tu correo no se guarda: solo una huella, para que cuentes una vez. De tu nombre se guarda solo lo que permites arriba. El correo trae un enlace que lo borra todo.
pledge-name-missing = Escribe tu nombre
pledge-name-long = Tu nombre es demasiado largo. Acórtalo
pledge-place-long = El lugar es demasiado largo. Acórtalo
pledge-comment-long = Es demasiado largo. Acórtalo a 500 caracteres
pledge-mail-wrong = No es una dirección de correo a la que se pueda escribir. Tiene la forma nombre@example.org
pledge-shown-missing = Elige qué pueden ver los demás de tu nombre
pledge-consent-missing = Marca que aceptas. Sin ello no se guarda nada
pledge-wait-title = Mucha gente firma en este momento
pledge-wait = Espera cinco segundos y pulsa el botón. Lo que escribiste no se pierde.
pledge-wait-button = Firmar
pledge-wait-privacy = Nada de lo que escribiste se guarda aquí antes de que lo pulses.
pledge-asked-title = Mira tu buzón
pledge-asked = Si esta dirección puede recibir correo, en unos minutos tendrá uno nuestro. Abre el enlace: solo entonces cuenta tu firma. Si no, se borra a los dos días.
pledge-asked-junk = ¿No llegó nada? Mira en la carpeta de correo no deseado y vuelve a intentarlo.
pledge-confirm-title = Confirma tu firma
pledge-confirm = ¿Respaldas «{ $name }»?
pledge-confirm-button = Sí, que cuente
pledge-confirm-not-you = Si no firmaste tú, cierra esta página. Se borrará.
pledge-counts-title = Gracias. Tu firma cuenta
pledge-counts = Ahora respaldas <a>{ $name }</a>.
pledge-counts-share = <a>Pásalo</a>: cada persona trae a otra.
pledge-counts-erase = Puedes <a>retirarla</a> cuando quieras.
pledge-erase-title = ¿Retirar tu firma?
pledge-erase = Deja de contar y no se guarda nada de lo que escribiste.
pledge-erase-button = Borrar mi firma
pledge-erased-title = Tu firma está borrada
pledge-erased = Ya no se guarda nada de ella aquí.
pledge-stale-title = Este enlace ya no sirve
pledge-stale = Es demasiado antiguo, ya se usó o llegó cortado. No se cambió nada. Si confirmaste, tu firma cuenta.
pledge-over-title = Ahora nadie puede firmar aquí
pledge-over = Esta campaña no recibe firmas por este formulario en este momento. No se contó nada, y no se guarda nada de lo que escribiste.
pledge-full-title = Firma demasiada gente a la vez
pledge-full = No se guardó nada de lo que escribiste. Vuelve dentro de una hora, o firma desde Mastodon si tienes cuenta allí.
pledge-mail-subject = { $name }: confirma tu firma
pledge-mail-asked = Alguien, ojalá tú, firmó «{ $name }» con esta dirección.
pledge-mail-shown = Los demás verán: { $name }
pledge-mail-hidden = Tu nombre no se muestra a nadie.
pledge-mail-confirm = Abre esto para confirmar, en un plazo de dos días:
pledge-mail-erase = Para retirarla y borrarlo todo, ahora o más tarde, abre:
pledge-mail-not-you = Si no fuiste tú, no hagas nada. No cuenta, y se borra a los dos días.
pledge-mail-twice-subject = { $name }: ya habías firmado
pledge-mail-twice = Ya habías firmado «{ $name }». Cuentas una vez, y no se cambió nada.
pledge-desk-title = Firmas
pledge-desk-none = Todavía no hay ninguna campaña que se pueda firmar.
pledge-desk-numbers-only = Solo números: nadie aquí puede ver quién firmó.
pledge-desk-campaign = Campaña
pledge-desk-all = Todas
pledge-desk-form = Por formulario
pledge-desk-fediverse = Desde otros servidores
pledge-desk-members = Miembros
pledge-desk-elsewhere = En coaliciones aliadas
pledge-desk-export = Sacar (selladas)
pledge-desk-key-title = La llave con la que se sellan las firmas
pledge-desk-key-none = Todavía no hay ninguna. Mientras tanto, de lo que escriben quienes firman solo se guarda el nombre que quieren mostrar.
pledge-desk-key-is = Las firmas se sellan con esta llave. Solo quien tiene la otra mitad puede leerlas:
pledge-desk-key-how = Haz un par de llaves en otra máquina, con «antiphon pledge key new» o «age-keygen», y pon aquí solo la línea pública. Guarda la mitad privada lejos de este servidor, con una copia en otro lugar.
pledge-desk-key = La llave pública
pledge-desk-key-hint = Una línea que empieza por age1
pledge-desk-key-save = Sellar con esta llave desde ahora
pledge-desk-key-saved = Las firmas se sellan con esta llave desde ahora. Las anteriores siguen selladas con la llave de su tiempo.
pledge-names-title = Nombres que se muestran
pledge-names-lead = Cualquiera los lee en la campaña. Quita lo que no debe estar ahí, como un insulto: la firma sigue contando, y a quien firmó no se le avisa.
pledge-names-none = Aquí no se muestra ningún nombre.
pledge-names-hide = Ocultar este nombre
pledge-names-hidden = El nombre ya no se muestra. La firma cuenta como antes.
pledge-names-pages = Más nombres
pledge-names-newer = Los nombres más recientes
pledge-names-older = Nombres anteriores
