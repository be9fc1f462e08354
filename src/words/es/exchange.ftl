exchange-title = Llamadas e ideas
exchange-lead = Lo que piden las coaliciones que trabajan con { $name }, y lo que les funcionó.
exchange-none = No hay ninguna llamada abierta.
exchange-all = Mostrar todo
exchange-kinds = Tipos
exchange-kind-legal-aid = Ayuda legal
exchange-kind-translation = Traducción
exchange-kind-witnesses = Testigos y observación
exchange-kind-mirror = Alojar una copia
exchange-kind-funds = Dinero
exchange-kind-other = Otra cosa
exchange-kind-idea = Una idea que funcionó
exchange-state-open = Abierta
exchange-state-answered = Respondida
exchange-state-closed = Cerrada
exchange-by = De { $name }
exchange-until = Hasta el { $name }
exchange-languages = Respuestas en:
exchange-adopted = { $count ->
    [one] Adoptada una vez
   *[other] Adoptada { $count } veces
}
exchange-desk-title = Intercambio
exchange-desk-lead = Llamadas e ideas que te llegaron, y las tuyas.
exchange-open-calls = Llamadas que te llegaron
exchange-own-calls = Las tuyas
exchange-no-own = No has publicado ninguna.
exchange-new = Publicar una llamada o una idea
exchange-new-kind = Para qué
exchange-new-title = Título
exchange-new-text = Texto
exchange-new-text-hint = Markdown. No escribas nada que ponga a alguien en peligro.
exchange-new-language = Idioma del texto
exchange-new-sectors = Ámbitos de trabajo
exchange-new-languages = Idiomas en los que entiendes una respuesta
exchange-new-languages-hint = Etiquetas separadas por comas, como en, es
exchange-new-until = Último día
exchange-new-until-hint = Como 2027-03-01. Puede quedar vacío.
exchange-new-no-language = Elija el idioma del texto.
exchange-new-no-day = Escriba el día como 2027-03-01, o déjelo vacío.
exchange-new-not-language = «{ $name }» no es un idioma. Escriba en, es, pt-BR.
exchange-new-no-title = Póngale un título.
exchange-new-readers = Quién puede leerlo
exchange-new-everybody = Todo el mundo
exchange-new-partners = Solo quienes siguen y coaliciones asociadas
exchange-new-consequence = Va a todas las personas que siguen a la coalición y a todas las coaliciones asociadas del directorio. No se puede recuperar.
exchange-publish = Publicar
exchange-read = Leerlo donde se publicó
exchange-messages = Mensajes
exchange-no-message = Todavía no hay ningún mensaje.
exchange-private = Solo lo pueden leer tu coalición y la suya.
exchange-answer = Responder
exchange-answer-text = Tu respuesta
exchange-answer-hint = Solo puede leerla la coalición a la que respondes y quienes administran su servidor.
exchange-answer-send = Enviar en privado
exchange-settle = Cómo va
exchange-mark-answered = Fue respondida
exchange-mark-closed = Cerrarla
exchange-mark-open = Vuelve a pedir
exchange-adopt = Adoptarla
exchange-adopt-handle = Identificador de la nueva campaña
exchange-adopt-handle-hint = Letras minúsculas, cifras, _ y -, como en rio-limpio
exchange-adopt-words = Unas palabras para quien tuvo la idea
exchange-adopt-what-happens = Se convierte aquí en el borrador de una campaña que nombra su origen. Se les avisa en privado.
exchange-adopt-button = Hacer un borrador
exchange-took-it-up = adoptó tu idea
exchange-done-published = Publicado.
exchange-done-answered = Enviado. Solo lo puede leer esa coalición.
exchange-done-settled = Guardado. Se avisa a todas las que lo tenían.
exchange-done-adopted = El borrador está escrito. Nadie de fuera puede verlo.
exchange-inspired = A partir de una idea de { $name }:
exchange-card-open = { $count ->
    [0] Ninguna llamada abierta
    [one] { $count } llamada o idea abierta
   *[other] { $count } llamadas e ideas abiertas
}
