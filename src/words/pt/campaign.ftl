campaign-state-draft = Rascunho
campaign-state-gathering = Reunindo apoios
campaign-state-delivered = Entregue a quem decide
campaign-state-answered = Respondida por quem decide
campaign-state-won = Vitoriosa
campaign-state-lost = Derrotada
campaign-state-closed = Encerrada
campaign-state-ended = As assinaturas estão encerradas
campaign-by = Campanha de <a>{ $coalition }</a>
campaign-from = A partir de { $day }
campaign-until = Até { $day }
campaign-ended = Terminou em { $day }
campaign-demands = O que se exige
campaign-of-whom = De quem
campaign-in-short = Em resumo
campaign-why = Por quê
campaign-way = No caminho
campaign-supporters =
    { $count ->
        [one] { $count } apoio
       *[other] { $count } apoios
    }
campaign-reached = Alcançado
campaign-since = Desde { $when }
campaign-said = O que foi dito
campaign-give = Contribuir com dinheiro
campaign-donate = Doar
campaign-mirrors = Se esta página não puder ser acessada
campaign-region = Região:
campaign-pass-on = Leia e passe adiante:
campaign-line-state = Estado
campaign-line-asked = A quem se pede
campaign-line-until = Até
campaign-line-ended = Terminou em
campaign-line-by = Organizada por
campaign-line-endorsed = Com o apoio de
