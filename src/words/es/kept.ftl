kept-away-title = No se ha perdido nada y no se publicó nada
kept-away-lead = Tu sesión se cerró mientras trabajabas.
kept-away-again = Has vuelto a iniciar sesión y puedes seguir donde estabas.
kept-away-open = Seguir con ello
kept-away-how = { $count ->
    [one] Inicia sesión con este navegador en el plazo de una hora: lo que escribiste se guarda sellado y solo vuelve a ti.
   *[other] Inicia sesión con este navegador en el plazo de { $count } horas: lo que escribiste se guarda sellado y solo vuelve a ti.
}
kept-title = Tu trabajo sin enviar
kept-lead = Tu sesión se cerró antes de que enviaras esto. No se publicó nada de ello.
kept-since = Guardado desde el { $when }
kept-open = Volver al formulario
kept-copy = Este formulario no puede rellenarse otra vez por sí solo. Copia lo que necesites y abre el formulario de nuevo.
kept-texts = Lo que escribiste
kept-forget = Descartarlo
