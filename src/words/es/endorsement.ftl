endorsement-by = Con el apoyo de:
endorsement-and-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
endorsement-heading = Quién lo respalda
endorsement-count = { $count ->
    [one] { $count } organización lo respalda
   *[other] { $count } organizaciones lo respaldan
}
endorsement-since = Desde el { $when }
endorsement-proven = Con su firma
endorsement-unproven = Dicho en su propio servidor, sin firma
endorsement-earlier = Respaldó una versión anterior
endorsement-withdrawn = Retirado el { $when }
endorsement-check = <a>Leer las copias firmadas</a>
endorsement-title = Respaldos
endorsement-intro = Las organizaciones ponen su nombre a una versión de un texto. Cuando el texto cambia, se les pregunta de nuevo.
endorsement-received = De nuestros comunicados y campañas
endorsement-given = De los comunicados y campañas de otras
endorsement-none = Aquí todavía no hay nada.
endorsement-state-asked = Preguntado
endorsement-state-offered = Espera una decisión
endorsement-state-accepted = Aceptado
endorsement-state-declined = Rechazado
endorsement-state-withdrawn = Retirado
endorsement-state-replaced = Sustituido
endorsement-accept = Aceptar
endorsement-decline = Rechazar
endorsement-remove = No mostrarlo más
endorsement-withdraw = Retirar
endorsement-renew = Respaldar la versión actual
endorsement-endorse = Respaldarlo
endorsement-look-title = A qué pondrías nuestro nombre
endorsement-look-there = Leerlo en su servidor
endorsement-look-bound = Nuestra firma vale exactamente para estas palabras. Si cambian, deja de contar.
endorsement-look-words = Las palabras
endorsement-look-digest = Huella de esta versión:
endorsement-look-sign = Respaldar estas palabras
endorsement-look-approve = Otras personas deben aprobarlo antes de que figure nuestro nombre. Entregas exactamente estas palabras.
endorsement-look-hand-in = Entregarlo para su aprobación
endorsement-look-back = Volver sin firmar nada
endorsement-offer-heading = Respaldar algo de otras
endorsement-offer-address = Dirección del comunicado o de la campaña
endorsement-offer-hint = Como la muestra tu navegador, con https:// delante
endorsement-offer-warning = Quienes nos siguen ven que lo difundimos, y todo el mundo puede ver allí nuestro nombre.
endorsement-invite-heading = Preguntar a una coalición asociada
endorsement-invite-object = Dirección de nuestro comunicado o campaña
endorsement-invite-partner = Dirección de la coalición asociada
endorsement-invite-send = Preguntar
endorsement-done = Hecho.
endorsement-done-plain = Queda anotado que se les pregunta. Su servidor no conoce los apoyos, así que no se envió nada. Pide por otra vía que respondan al comunicado con #{ $tag } o que lo impulsen; después lo confirmas aquí.
