campaign-state-draft = Burador
campaign-state-gathering = Nangangalap ng suporta
campaign-state-delivered = Naihatid na sa mga nagpapasya
campaign-state-answered = Sinagot na ng mga nagpapasya
campaign-state-won = Nagtagumpay
campaign-state-lost = Hindi nagtagumpay
campaign-state-closed = Sarado na
campaign-state-ended = Sarado na ang pagpirma
campaign-by = Kampanya ng <a>{ $coalition }</a>
campaign-from = Mula { $day }
campaign-until = Hanggang { $day }
campaign-ended = Natapos noong { $day }
campaign-demands = Ang mga hinihiling
campaign-of-whom = Kanino
campaign-in-short = Sa madaling sabi
campaign-why = Bakit
campaign-way = Sa daan
campaign-supporters =
    { $count ->
        [0] Wala pang tagasuporta
       *[other] { $count } tagasuporta
    }
campaign-reached = Naabot na
campaign-since = Mula { $when }
campaign-said = Ang mga nasabi
campaign-give = Magbigay ng pera
campaign-donate = Mag-ambag
campaign-mirrors = Kung hindi mabuksan ang pahinang ito
campaign-region = Rehiyon:
campaign-pass-on = Basahin at ipasa:
campaign-line-state = Kalagayan
campaign-line-asked = Hinihiling kay
campaign-line-until = Hanggang
campaign-line-ended = Natapos noong
campaign-line-by = Pinamumunuan ng
campaign-line-endorsed = Sinusuportahan ng
