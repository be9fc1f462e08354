# On the page of a campaign that is one with those of other coalitions.
joint-heading = Junto com
joint-total = { $count ->
    [one] Cerca de { $count } pessoa assinou no total
   *[other] Cerca de { $count } pessoas assinaram no total
}
joint-count = { $count ->
    [one] { $count } assinatura lá
   *[other] { $count } assinaturas lá
}
# The desk.
joint-title = Campanhas conjuntas
joint-intro = Várias coalizões, cada uma com a sua página e as suas assinaturas, e um só número em todas as páginas. Quem assinou só a coalizão onde assinou sabe.
joint-none = Ainda não há nada aqui.
joint-led = Lideradas por nós
joint-others = Lideradas por outras
joint-state-invited = Convidada
joint-state-joined = Participa
joint-state-declined = Recusou
joint-state-left = Não participa mais
joint-invite-heading = Convidar uma coalizão
joint-invite-warning = Elas veem o nome da nossa campanha. Se participarem, as duas páginas nomeiam as duas campanhas, todo mundo pode ver que estamos juntas, e elas ficam sabendo quantas pessoas assinaram aqui.
joint-invite-campaign = Nossa campanha
joint-invite-partner = Endereço da coalizão
joint-invite-send = Convidar
joint-no-campaign = Só uma campanha que reúne apoios pode participar, e agora não há nenhuma.
joint-accept-campaign = Nossa campanha que participa
joint-accept-warning = Se participarmos, as duas páginas nomeiam as duas campanhas. A coalizão que lidera fica sabendo quantas pessoas assinam conosco, e recebe um esboço borrado com o qual quem assinou nas duas conta uma vez. Nenhum nome, nenhum endereço e nada mais de uma pessoa é dito.
joint-approve = Outras pessoas devem aprovar antes que a nossa campanha fique ao lado de outra. Até lá ninguém é avisado.
joint-accept = Participar
joint-decline = Recusar
joint-leave = Não participar mais
joint-remove = Retirá-la
joint-take-back = Retirar o convite
joint-done = Pronto.
