statement-untitled = Comunicado sin título
statement-warning = Advertencia de contenido:
statement-show-text = Mostrar el texto
statement-edited = Editado el { $when }
statement-in-languages = En { $languages }
statement-newer = Comunicados más recientes
statement-older = Comunicados anteriores
statement-pages = Más comunicados
statement-by = Comunicado de <a>{ $coalition }</a>
statement-in-campaign = en la campaña <a>{ $campaign }</a>
statement-of = Comunicado de { $name }
statement-published = Publicado el { $when }
statement-changes = Ver qué cambió
statement-languages = Idiomas de este comunicado
statement-translated = Esto es una traducción. <a>Leer el original</a>
statement-attached = Adjuntos
statement-undescribed = Archivo sin descripción
statement-image = Imagen ({ $name })
statement-sound = Audio ({ $name })
statement-film = Vídeo ({ $name })
statement-tags = Etiquetas
statement-replies =
    { $count ->
        [one] <strong>{ $count }</strong> respuesta
       *[other] <strong>{ $count }</strong> respuestas
    }
statement-boosts =
    { $count ->
        [one] <strong>{ $count }</strong> impulso
       *[other] <strong>{ $count }</strong> impulsos
    }
statement-likes =
    { $count ->
        [one] <strong>{ $count }</strong> favorito
       *[other] <strong>{ $count }</strong> favoritos
    }
statement-check = Cómo comprobar una copia
statement-signed-by = Este texto está firmado por { $coalition }. Quien cambie una sola palabra rompe la firma. Una copia que te muestren en otro lugar es auténtica si tiene las mismas palabras que la copia firmada.
statement-proof = Clave, resumen y copia firmada
statement-save-copy = Guarda la <a>copia firmada (JSON)</a>.
statement-compare = Compara sus palabras con la copia que te mostraron.
statement-verify = Comprueba la firma con la clave de abajo. Puede hacerlo cualquier programa para el método eddsa-jcs-2022, sin este sitio.
statement-compare-key = Compara la clave con una que hayas recibido de { $coalition } por otra vía, por ejemplo en papel.
statement-key = Clave
statement-digest = Resumen de la copia firmada (SHA-256)
statement-signed = Firmado
statement-pass-on = Léelo, difúndelo, compruébalo:
statement-qr = Código QR con la dirección de esta página
