# Venir a un acto sin tener cuenta.
guest-heading = Di que vienes
guest-hint = No hace falta cuenta. Recibes un correo con un enlace, y solo cuando lo abres cuentas.
guest-answer = ¿Vienes?
guest-answer-yes = Sí
guest-answer-maybe = Quizá
guest-people = Cuántas personas
guest-people-hint = Contándote a ti. Un número del 1 al 10.
guest-send = Enviar
guest-privacy = Tu correo no se guarda: solo una huella, para que cuentes una vez, y se borra 30 días después del acto. Por eso no podemos recordártelo. El correo trae un enlace que retira tu respuesta.
guest-people-wrong = Di cuántas personas vienen: un número del 1 al 10
guest-answer-missing = Elige si vienes o quizá vengas
guest-wait-title = Mucha gente responde en este momento
guest-asked = Si esta dirección puede recibir correo, en unos minutos tendrá uno nuestro. Abre el enlace: solo entonces cuentas. Si no, tu respuesta se borra a los dos días.
guest-said-yes = { $count ->
    [one] 1 persona viene a «{ $name }».
   *[other] { $count } personas vienen a «{ $name }».
}
guest-said-maybe = { $count ->
    [one] Quizá 1 persona venga a «{ $name }».
   *[other] Quizá { $count } personas vengan a «{ $name }».
}
guest-confirm-title = Confirma tu respuesta
guest-confirm-button = Sí, que cuente
guest-confirm-not-you = Si no respondiste tú, cierra esta página. Se borrará.
guest-counts-title = Gracias. Tu respuesta cuenta
guest-counts = Tu respuesta cuenta para <a>{ $name }</a>.
guest-counts-calendar = <a>Ponlo en tu calendario</a>. No tenemos ninguna dirección a la que recordártelo.
guest-counts-erase = Puedes <a>retirarla</a> cuando quieras.
guest-erase-title = ¿Retirar tu respuesta?
guest-erase = Deja de contar y no se guarda nada de ella.
guest-erase-button = Retirar mi respuesta
guest-erased-title = Tu respuesta está retirada
guest-erased = Ya no se guarda nada de ella aquí.
guest-stale = Es demasiado antiguo, ya se usó o llegó cortado. No se cambió nada. Si confirmaste, tu respuesta cuenta.
guest-over-title = Ahora nadie puede responder aquí
guest-over = El acto ya pasó o se canceló, o este servidor no envía correo. No se contó nada, y no se guarda nada de lo que escribiste.
guest-full-title = Responde demasiada gente a la vez
guest-full = No se guardó nada de lo que escribiste. Vuelve dentro de una hora.
guest-mail-subject = { $name }: confirma tu respuesta
guest-mail-asked = Alguien, ojalá tú, respondió con esta dirección:
guest-mail-confirm = Abre esto para confirmar, en un plazo de dos días. Sustituye a lo que confirmaste antes:
guest-mail-calendar = El acto para tu calendario:
guest-mail-erase = Para retirar tu respuesta, ahora o más tarde, abre:
guest-mail-not-you = Si no fuiste tú, no hagas nada. No cuenta, y se borra a los dos días.
