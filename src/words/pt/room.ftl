room-campaigns = Campanhas
room-people = Pessoas e papéis
room-reports = Denúncias
room-audit = Registro de ações
room-queue = Filas
# Neighbouring pages of a long list.
room-newer = Para os mais recentes
room-older = Mais antigos
# What waits for a decision, which may be much: how many there are, and its pages.
room-waiting = { $count ->
    [one] { $count } espera uma decisão.
   *[other] { $count } esperam uma decisão; primeiro o que espera há mais tempo.
}
room-waiting-pages = À espera de uma decisão
room-first = Para o início
room-next = Seguintes
