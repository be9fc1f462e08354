campaign-state-draft = Borrador
campaign-state-gathering = Reuniendo apoyos
campaign-state-delivered = Entregada a quienes deciden
campaign-state-answered = Respondida por quienes deciden
campaign-state-won = Ganada
campaign-state-lost = Perdida
campaign-state-closed = Cerrada
campaign-state-ended = Las firmas están cerradas
campaign-by = Campaña de <a>{ $coalition }</a>
campaign-from = Desde el { $day }
campaign-until = Hasta el { $day }
campaign-ended = Terminó el { $day }
campaign-demands = Qué se exige
campaign-of-whom = A quién
campaign-in-short = En breve
campaign-why = Por qué
campaign-way = En el camino
campaign-supporters =
    { $count ->
        [one] { $count } apoyo
       *[other] { $count } apoyos
    }
campaign-reached = Alcanzado
campaign-since = Desde el { $when }
campaign-said = Qué se ha dicho
campaign-give = Dar dinero
campaign-donate = Donar
campaign-mirrors = Si esta página no está disponible
campaign-region = Región:
campaign-pass-on = Léela y difúndela:
campaign-line-state = Estado
campaign-line-asked = A quién se pide
campaign-line-until = Hasta
campaign-line-ended = Terminó el
campaign-line-by = Organiza
campaign-line-endorsed = Con el apoyo de
