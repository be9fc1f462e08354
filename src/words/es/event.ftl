event-when = Cuándo
event-where = Dónde
event-online = A distancia
event-when-open = { $day }, { $from } ({ $zone })
event-when-day = { $day }, de { $from } a { $until } ({ $zone })
event-when-days = Del { $day } a las { $from } hasta { $until } ({ $zone })
event-cancelled = Este acto se ha cancelado.
event-by = Acto de { $name }
event-about = Qué pasa
event-answers = Quién viene
event-answers-yes = { $count ->
    [0] Todavía nadie ha dicho que viene.
    [one] 1 persona ha dicho que viene.
   *[other] { $count } personas han dicho que vienen.
}
event-answers-maybe = { $count ->
    [one] Puede que venga 1 más.
   *[other] Puede que vengan { $count } más.
}
event-answers-how = Di que vienes desde Mobilizon u otro servidor de actos. Guardamos el número, y ninguna lista de personas.
event-yours-yes = Has dicho que vienes.
event-yours-maybe = Has dicho que quizá vengas.
event-yours-none = Todavía no has respondido.
event-yes = Vengo
event-maybe = Quizá venga
event-no = No vengo
event-yours-hidden = Los demás ven el número, y nadie ve tu nombre.
event-sign-in = Las personas con cuenta <a>inician sesión</a>, vuelven a esta página y responden con un toque.
event-note-answer = Di si vienes:
event-ways-accounts = Con cuenta:
event-ways-guests = Por el formulario:
event-calendar = Ponerlo en tu calendario
event-post = Leer y difundir la publicación sobre el acto
event-list = Actos
event-list-of = Actos: { $name }
event-list-none = No hay ningún acto próximo.
event-list-calendar = Seguir estos actos en tu calendario
event-called-off = Cancelado: { $name }
event-coming = Próximos actos
event-past = Actos que ya pasaron
event-all = Todos los actos
event-new = Convocar un acto
event-none-yet = Todavía no hay ningún acto.
event-edit = Cambiar el acto
event-read = Leerlo
event-form-caller = Quién convoca
event-form-name = Cómo se llama
event-form-starts = Cuándo empieza
event-form-clock = Según la hora del lugar, como 2026-12-05T14:00
event-form-ends = Cuándo termina
event-form-optional = Déjalo vacío si nadie lo sabe
event-form-zone = Zona horaria del lugar
event-form-zone-hint = Como Europe/Budapest o Asia/Manila
event-form-no-zone = No existe esa zona horaria. Escríbala como Europe/Budapest.
event-form-no-start = Escriba el día y la hora en que empieza, como 2026-12-05T14:00.
event-form-no-end = Escriba el día y la hora en que termina, como 2026-12-05T16:00, o déjelo vacío.
event-form-place = Lugar
event-form-address = Dirección
event-form-online = Enlace para quienes participan a distancia
event-form-online-hint = Empieza con https://
event-form-about = Qué pasa
event-form-about-hint = En Markdown
event-form-language = Idioma
event-form-goes = { $count ->
    [0] Esto se publica. Todavía no sigue ningún otro servidor. No se puede recuperar, solo cancelar.
    [one] Esto va a 1 servidor. No se puede recuperar, solo cancelar.
   *[other] Esto va a { $count } servidores. No se puede recuperar, solo cancelar.
}
event-form-change = Quienes recibieron el aviso se enteran del cambio.
event-form-call = Publicar y convocar
event-form-save = Publicar el cambio
event-form-back = Volver a los actos
event-cancel = Cancelarlo
event-cancel-ask = ¿Cancelar este acto?
event-cancel-goes = { $count ->
    [0] La página dirá que no se celebra.
    [one] La página dirá que no se celebra, y se avisa a 1 servidor.
   *[other] La página dirá que no se celebra, y se avisa a { $count } servidores.
}
