directory-title = Coaliciones y campañas
directory-lead = Trabajan junto con { $name }. Cada una aceptó estar aquí.
directory-count = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
directory-none = Todavía no hay nadie aquí.
directory-none-found = No hay nadie aquí con estas palabras.
directory-by-sector = Por ámbito de trabajo
directory-by-region = Por región
directory-by-language = Por idioma
directory-by-state = Por el avance de la campaña
directory-all = Mostrar todo
directory-coalition = Coalición
directory-campaign = Campaña
directory-follow = Seguir desde tu servidor
directory-follow-of = : { $name }
directory-regions = Regiones:
directory-languages = Idiomas:
directory-follow-all = Seguir a todas a la vez
directory-follow-all-hint = Copia esta dirección en el buscador de un servidor Mastodon, versión 4.6 o posterior:
directory-logo = Logotipo de { $name }
directory-desk-title = Directorio
directory-desk-lead = Coaliciones y campañas que muestras a quienes te leen. Nadie se muestra sin su consentimiento, y nadie muestra las tuyas sin el tuyo.
directory-ask-heading = Preguntar a alguien
directory-ask-label = Coalición o campaña
directory-ask-hint = Un identificador como @coalicion@example.org, o la dirección de su página
directory-ask-what-happens = Reciben una solicitud firmada. Se muestran en cuanto aceptan.
directory-ask-button = Pedir consentimiento
directory-requests = Quién quiere mostrar las tuyas
directory-no-request = Nadie lo ha pedido.
directory-request-of = quiere mostrar { $name }
directory-request-shows = muestra { $name }
directory-accept = Permitirlo
directory-decline = Decir que no
directory-revoke = Retirarlo
directory-entries = Coaliciones y campañas conocidas
directory-candidates = Conocidas y sin preguntar todavía
directory-own = Las tuyas
directory-show-own = Mostrar en el directorio
directory-hide-own = No mostrar
directory-remove = Quitar
directory-ask-again = Preguntar
directory-state-candidate = Sin preguntar
directory-state-asked = Preguntado, aún sin respuesta
directory-state-listed = Se muestra
directory-state-declined = Dijo que no
directory-state-withdrawn = Retiró su consentimiento
directory-lists = Listas de otras coaliciones
directory-lists-lead = Otras coaliciones publican listas firmadas de quienes muestran. Una lista solo te dice a quién podrías preguntar.
directory-no-list = Ninguna publica todavía una lista.
directory-list-read = Leída
directory-list-never = Todavía sin leer.
directory-list-trouble = No se pudo leer: { $name }
directory-look = Leerla ahora
directory-trust = Preguntar a todas las que nombra
directory-distrust = No preguntar a nadie automáticamente
directory-named = Nombradas por otras coaliciones
directory-open-heading = ¿Pueden otras mostrar las tuyas?
directory-is-open = Otras pueden preguntar. Las que sigues o muestras reciben un sí enseguida; las demás te esperan aquí.
directory-is-closed = Nadie puede mostrar las tuyas, y nadie puede preguntar.
directory-close = No dejar que nadie muestre las nuestras
directory-close-consequence = Se retira todo lo que permitiste. No se puede deshacer: tendrán que preguntar otra vez.
directory-reopen = Dejar que otras pregunten
directory-describe-heading = En qué trabaja tu coalición
directory-describe-sectors = Ámbitos de trabajo
directory-describe-regions = Regiones
directory-describe-regions-hint = Códigos separados por comas: un país como HU, o una parte como HU-BU
directory-describe-languages = Idiomas
directory-describe-languages-hint = Etiquetas separadas por comas, como en, es
directory-describe-save = Guardar
directory-done-asked = Se les preguntó. Se mostrarán cuando acepten.
directory-done-listed = Ahora se muestran.
directory-done-removed = Ya no se muestran.
directory-done-accepted = Pueden mostrar las tuyas.
directory-done-declined = No pueden mostrar las tuyas.
directory-done-changed = Guardado.
directory-done-read = Se leyó la lista.
directory-to-page = Ver la página pública
directory-card-coalitions = { $count ->
    [one] { $count } coalición
   *[other] { $count } coaliciones
}
directory-card-campaigns = { $count ->
    [one] { $count } campaña
   *[other] { $count } campañas
}
