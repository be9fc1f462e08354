event-when = Quando
event-where = Onde
event-online = À distância
event-when-open = { $day }, { $from } ({ $zone })
event-when-day = { $day }, de { $from } a { $until } ({ $zone })
event-when-days = De { $day } às { $from } até { $until } ({ $zone })
event-cancelled = Este evento foi cancelado.
event-by = Evento de { $name }
event-about = O que acontece
event-answers = Quem vem
event-answers-yes = { $count ->
    [0] Ninguém disse ainda que vem.
    [one] { $count } pessoa disse que vem.
   *[other] { $count } pessoas disseram que vêm.
}
event-answers-maybe = { $count ->
    [one] Talvez venha mais { $count }.
   *[other] Talvez venham mais { $count }.
}
event-answers-how = Diga que você vem pelo Mobilizon ou por outro servidor de eventos. Guardamos o número, e nenhuma lista de pessoas.
event-yours-yes = Você disse que vem.
event-yours-maybe = Você disse que talvez venha.
event-yours-none = Você ainda não respondeu.
event-yes = Eu venho
event-maybe = Talvez eu venha
event-no = Não venho
event-yours-hidden = Os outros veem o número, e ninguém vê seu nome.
event-sign-in = Membros <a>entram na conta</a>, voltam a esta página e respondem com um toque.
event-note-answer = Diga se você vem:
event-ways-accounts = Com conta:
event-ways-guests = Pelo formulário:
event-calendar = Pôr no seu calendário
event-post = Ler e passar adiante a publicação sobre ele
event-list = Eventos
event-list-of = Eventos: { $name }
event-list-none = Não há evento por vir.
event-list-calendar = Seguir estes eventos no seu calendário
event-called-off = Cancelado: { $name }
event-coming = Próximos eventos
event-past = Eventos que já passaram
event-all = Todos os eventos
event-new = Convocar para um evento
event-none-yet = Ainda não há nenhum evento.
event-edit = Alterar o evento
event-read = Ler
event-form-caller = Quem convoca
event-form-name = Como se chama
event-form-starts = Quando começa
event-form-clock = Pela hora do lugar, como 2026-12-05T14:00
event-form-ends = Quando termina
event-form-optional = Deixe vazio se ninguém souber
event-form-zone = Fuso horário do lugar
event-form-zone-hint = Como Europe/Budapest ou Asia/Manila
event-form-no-zone = Esse fuso horário não existe. Escreva como Europe/Budapest.
event-form-no-start = Escreva o dia e a hora em que começa, como 2026-12-05T14:00.
event-form-no-end = Escreva o dia e a hora em que termina, como 2026-12-05T16:00, ou deixe vazio.
event-form-place = Lugar
event-form-address = Endereço
event-form-online = Link para quem participa à distância
event-form-online-hint = Começa com https://
event-form-about = O que acontece
event-form-about-hint = Em Markdown
event-form-language = Idioma
event-form-goes = { $count ->
    [0] Isto é publicado. Nenhum outro servidor segue ainda. Não pode ser chamado de volta, só cancelado.
    [one] Isto vai para { $count } servidor. Não pode ser chamado de volta, só cancelado.
   *[other] Isto vai para { $count } servidores. Não pode ser chamado de volta, só cancelado.
}
event-form-change = Todo mundo que foi avisado fica sabendo da alteração.
event-form-call = Publicar e convocar
event-form-save = Publicar a alteração
event-form-back = Voltar aos eventos
event-cancel = Cancelar
event-cancel-ask = Cancelar este evento?
event-cancel-goes = { $count ->
    [0] A página dirá que ele não acontece.
    [one] A página dirá que ele não acontece, e { $count } servidor é avisado.
   *[other] A página dirá que ele não acontece, e { $count } servidores são avisados.
}
