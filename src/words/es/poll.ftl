poll-title = Firma: { $name }
poll-option-named = Firmo, con mi nombre
poll-option-hidden = Firmo, sin mi nombre
poll-vote-here = Vota en esta encuesta y habrás firmado. Tu voto cuenta una vez.
poll-who-sees = Tu nombre aparece en la página de la campaña solo si lo eliges. A nadie se le dice quién votó; solo podrían verlo quienes administran tu servidor y el nuestro.
poll-heading = Firmar desde Mastodon
poll-hint = Vota en una publicación de la campaña con la cuenta que tienes y habrás firmado. Dinos dónde está tu cuenta y te mostramos el camino.
poll-post = La publicación en la que se vota
poll-shown = La encuesta
poll-several = Puedes elegir más de una opción.
poll-votes = { $count ->
    [one] { $count } voto, { $percent } %
   *[other] { $count } votos, { $percent } %
}
poll-voters = { $count ->
    [0] Nadie ha votado todavía.
    [one] Ha votado { $count } persona.
   *[other] Han votado { $count } personas.
}
poll-counts-later = Lo que eligieron se muestra al final.
poll-until = Abierta hasta { $when }.
poll-ended = Terminó: { $when }.
poll-over = Ha terminado.
poll-signs = Quien vota aquí firma la campaña <a>{ $campaign }</a>.
poll-vote = Votar desde tu propio servidor
poll-vote-how = Vota con la cuenta que tienes, en Mastodon o en otro servidor. Dinos dónde está y te mostramos el camino. O busca allí esta dirección:
poll-desk = Firmas desde otros servidores
poll-desk-signed =
    { $count ->
        [0] Nadie ha firmado aún en la encuesta.
        [one] Una persona ha firmado en la encuesta.
       *[other] { $count } personas han firmado en la encuesta.
    }
poll-desk-closed = La encuesta está cerrada.
poll-desk-none = Quien tiene una cuenta en otro servidor puede firmar votando en una publicación de la campaña. Todavía no existe.
poll-desk-ask = Publicar la encuesta
poll-desk-ask-hint = Llega a todas las personas que siguen la campaña y termina con ella.
poll-desk-asked = La encuesta está publicada.
