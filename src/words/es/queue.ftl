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
