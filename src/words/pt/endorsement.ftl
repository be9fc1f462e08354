endorsement-by = Com o apoio de:
endorsement-and-more = { $count ->
    [one] e mais { $count }
   *[other] e mais { $count }
}
endorsement-heading = Quem apoia
endorsement-count = { $count ->
    [one] { $count } organização apoia isto
   *[other] { $count } organizações apoiam isto
}
endorsement-since = Desde { $when }
endorsement-proven = Com a assinatura dela
endorsement-unproven = Dito no próprio servidor, sem assinatura
endorsement-earlier = Apoiou uma versão anterior
endorsement-withdrawn = Retirado em { $when }
endorsement-check = <a>Ler as cópias assinadas</a>
endorsement-title = Apoios de organizações
endorsement-intro = Organizações põem o seu nome em uma versão de um texto. Quando o texto muda, pergunta-se a elas de novo.
endorsement-received = Dos nossos comunicados e campanhas
endorsement-given = Dos comunicados e campanhas de outras
endorsement-none = Ainda não há nada aqui.
endorsement-state-asked = Perguntado
endorsement-state-offered = Espera uma decisão
endorsement-state-accepted = Aceito
endorsement-state-declined = Recusado
endorsement-state-withdrawn = Retirado
endorsement-state-replaced = Substituído
endorsement-accept = Aceitar
endorsement-decline = Recusar
endorsement-remove = Não mostrar mais
endorsement-withdraw = Retirar
endorsement-renew = Apoiar a versão atual
endorsement-endorse = Apoiar
endorsement-look-title = Aquilo em que você poria o nosso nome
endorsement-look-there = Ler no servidor deles
endorsement-look-bound = A nossa assinatura vale exatamente para estas palavras. Se mudarem, ela deixa de contar.
endorsement-look-words = As palavras
endorsement-look-digest = Resumo criptográfico desta versão:
endorsement-look-sign = Apoiar estas palavras
endorsement-look-approve = Outras pessoas devem aprovar antes que o nosso nome fique ali. Você entrega exatamente estas palavras.
endorsement-look-hand-in = Entregar para aprovação
endorsement-look-back = Voltar sem assinar nada
endorsement-offer-heading = Apoiar algo de outras
endorsement-offer-address = Endereço do comunicado ou da campanha
endorsement-offer-hint = Como o seu navegador mostra, com https:// na frente
endorsement-offer-warning = Quem nos segue vê que passamos adiante, e todo mundo pode ver o nosso nome lá.
endorsement-invite-heading = Perguntar a uma parceira
endorsement-invite-object = Endereço do nosso comunicado ou campanha
endorsement-invite-partner = Endereço da parceira
endorsement-invite-send = Perguntar
endorsement-done = Pronto.
endorsement-done-plain = Fica anotado que perguntamos. O servidor da parceira não conhece apoios, por isso nada foi enviado. Peça por outro meio que respondam ao comunicado com #{ $tag } ou o impulsionem; depois você confirma aqui.
