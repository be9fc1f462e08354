queue-title = Colas
queue-out = Por entregar
queue-in = Por aplicar
queue-aside = Apartado
queue-oldest = La entrega más antigua espera desde el { $when }.
queue-lanes = Servidores para los que algo espera
queue-well = Nada espera y ningún servidor tiene problemas.
queue-waiting = { $count ->
    [0] Nada espera.
    [one] Espera una entrega.
   *[other] Esperan { $count } entregas.
}
queue-failures = { $count ->
    [one] El último intento falló.
   *[other] Fallaron los últimos { $count } intentos.
}
queue-lane-oldest = La más antigua, desde el { $when }
queue-lane-next = Próximo intento el { $when }
queue-lane-success = Último contacto el { $when }
queue-lane-never = Nunca se contactó
queue-retry = Intentar ahora
queue-drop = Descartar lo que espera
queue-more = { $count ->
    [one] Y un servidor más.
   *[other] Y { $count } servidores más.
}
queue-aside-heading = Apartado
queue-aside-none = No se apartó nada.
queue-aside-lead = Esto llegó de otros servidores y no se pudo aplicar. Puede funcionar tras una actualización de este servidor.
queue-requeue = Intentar de nuevo
queue-retried = { $count ->
    [one] Se intenta una entrega ahora.
   *[other] Se intentan { $count } entregas ahora.
}
queue-dropped = { $count ->
    [one] Se descartó una entrega.
   *[other] Se descartaron { $count } entregas.
}
queue-requeued = Se intenta de nuevo.
queue-nothing = Ya nada espera para { $name }.
queue-drop-title = ¿Descartar lo que espera para este servidor?
queue-drop-count = { $count ->
    [one] Una entrega no llegará nunca a este servidor. Esto no se puede deshacer.
   *[other] { $count } entregas no llegarán nunca a este servidor. Esto no se puede deshacer.
}
queue-drop-why = Allí no verán lo que entretanto se dijo, cambió o retiró. Si el servidor solo está caído, espera: se vuelve a intentar durante 7 días.
queue-drop-go = Descartarlo
queue-keep = Conservarlo
queue-held-back = Servidores que envían demasiado
queue-held-back-lead = En la última hora enviaron más de lo que puede enviar un servidor, y se les pidió enviar el resto más tarde. Si es un ataque, bloquea el servidor.
queue-held-back-count = { $count ->
    [one] Frenado una vez.
   *[other] Frenado { $count } veces.
}
queue-mails = Correos por enviar
queue-mails-failed = Correos que fallaron
queue-mails-heading = Correos con problemas
queue-mails-off = No se envía correo: la configuración no indica ningún servidor de correo.
queue-mails-relay = El servidor de correo no acepta correos desde el { $when }:
queue-mails-well = Ningún correo tiene problemas.
queue-mails-lead = Aquí no se muestra a quién van. Un correo que falló no sale hasta que se intenta de nuevo.
queue-mails-retry = Intentar todos ahora
queue-mails-more = { $count ->
    [one] Y un correo más.
   *[other] Y { $count } correos más.
}
queue-mails-retried = { $count ->
    [0] No había correos que intentar.
    [one] Se intenta un correo ahora.
   *[other] Se intentan { $count } correos ahora.
}
queue-mail-waits = Espera; próximo intento el { $when }.
queue-mail-failed = Falló.
queue-mail-tries = { $count ->
    [one] Se intentó una vez.
   *[other] Se intentó { $count } veces.
}
queue-mail-answer = Respuesta del servidor de correo:
queue-mail-written = Escrito el { $when }
queue-mail-drop = Descartar este correo
queue-mail-gone = Este correo ya no tiene problemas.
queue-mail-drop-title = ¿Descartar este correo?
queue-mail-drop-now = No se enviará nunca. Esto no se puede deshacer.
queue-mail-drop-why = Quien lo espera lo esperará en vano y tendrá que pedirlo otra vez.
queue-mail-dropped = Se descartó el correo.
queue-mail-pledge = Confirmación de una firma
queue-mail-guest = Confirmación de que alguien va a un evento
queue-mail-subscription = Confirmación del boletín
queue-mail-letter-check = Confirmación de una carta
queue-mail-letter = Carta a quien decide
queue-mail-newsletter = Boletín
queue-mail-test = Prueba del servidor de correo
