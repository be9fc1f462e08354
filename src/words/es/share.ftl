share-standing = { $count ->
    [one] persona la respalda
   *[other] personas la respaldan
}
share-standing-goal = { $count ->
    [one] persona la respalda. La próxima meta: { $goal }
   *[other] personas la respaldan. La próxima meta: { $goal }
}
share-label = { $name }: { $number } { $words }
share-take-part = Participar
share-title = Pásalo
share-title-of = Pásalo: { $name }
share-address = La dirección
share-handle = En Mastodon y redes afines: <strong>{ $name }</strong>
share-site = En tu propio sitio
share-lines = Copia una de estas líneas en tu página. Cada una muestra el número actual, no carga nada más, no ejecuta scripts y no nos dice nada sobre quienes te leen.
share-badge = Una insignia
share-badge-alt = La insignia de esta campaña
share-counter = Un contador
share-counter-alt = El contador de esta campaña
share-frame = Una página pequeña en un marco
share-picture = Una imagen para carteles y publicaciones
share-picture-link = La tarjeta de esta campaña en PNG, 1200 por 630 píxeles
share-programs = Para programas
share-atom = Feed Atom
share-json = Feed JSON
share-about = cerca de { $number }
