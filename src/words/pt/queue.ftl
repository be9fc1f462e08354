queue-title = Filas
queue-out = A entregar
queue-in = A aplicar
queue-aside = Posto de lado
queue-oldest = A entrega mais antiga espera desde { $when }.
queue-lanes = Servidores para os quais algo espera
queue-well = Nada espera, e nenhum servidor está com problemas.
queue-waiting = { $count ->
    [0] Nada espera.
    [one] Uma entrega espera.
   *[other] { $count } entregas esperam.
}
queue-failures = { $count ->
    [one] A última tentativa falhou.
   *[other] As últimas { $count } tentativas falharam.
}
queue-lane-oldest = A mais antiga desde { $when }
queue-lane-next = Próxima tentativa em { $when }
queue-lane-success = Alcançado pela última vez em { $when }
queue-lane-never = Nunca alcançado
queue-retry = Tentar agora
queue-drop = Descartar o que espera
queue-more = { $count ->
    [one] E mais um servidor.
   *[other] E mais { $count } servidores.
}
queue-aside-heading = Posto de lado
queue-aside-none = Nada foi posto de lado.
queue-aside-lead = Isto veio de outros servidores e não pôde ser aplicado. Pode funcionar depois de uma atualização deste servidor.
queue-requeue = Tentar de novo
queue-retried = { $count ->
    [one] Uma entrega é tentada agora.
   *[other] { $count } entregas são tentadas agora.
}
queue-dropped = { $count ->
    [one] Uma entrega foi descartada.
   *[other] { $count } entregas foram descartadas.
}
queue-requeued = Está sendo tentado de novo.
queue-nothing = Nada mais espera por { $name }.
queue-drop-title = Descartar o que espera por este servidor?
queue-drop-count = { $count ->
    [one] Uma entrega nunca chegará a este servidor. Isto não pode ser desfeito.
   *[other] { $count } entregas nunca chegarão a este servidor. Isto não pode ser desfeito.
}
queue-drop-why = As pessoas de lá não verão o que foi dito, alterado ou retirado nesse meio-tempo. Se o servidor só estiver fora do ar, espere: ele é tentado de novo durante 7 dias.
queue-drop-go = Descartar
queue-keep = Manter
queue-held-back = Servidores que enviam demais
queue-held-back-lead = Na última hora enviaram mais do que um servidor pode enviar, e foi pedido que enviem o resto mais tarde. Se for um ataque, bloqueie o servidor.
queue-held-back-count = { $count ->
    [one] Retido uma vez.
   *[other] Retido { $count } vezes.
}
queue-mails = E-mails a enviar
queue-mails-failed = E-mails que falharam
queue-mails-heading = E-mails com problemas
queue-mails-off = Nenhum e-mail é enviado: as configurações não indicam um servidor de e-mail.
queue-mails-relay = O servidor de e-mail não aceita e-mails desde { $when }:
queue-mails-well = Nenhum e-mail está com problemas.
queue-mails-lead = Aqui não se mostra para quem vão. Um e-mail que falhou não sai até ser tentado de novo.
queue-mails-retry = Tentar todos agora
queue-mails-more = { $count ->
    [one] E mais um e-mail.
   *[other] E mais { $count } e-mails.
}
queue-mails-retried = { $count ->
    [0] Não havia e-mail para tentar.
    [one] Um e-mail é tentado agora.
   *[other] { $count } e-mails são tentados agora.
}
queue-mail-waits = Espera; próxima tentativa em { $when }.
queue-mail-failed = Falhou.
queue-mail-tries = { $count ->
    [one] Tentado uma vez.
   *[other] Tentado { $count } vezes.
}
queue-mail-answer = Resposta do servidor de e-mail:
queue-mail-written = Escrito em { $when }
queue-mail-drop = Descartar este e-mail
queue-mail-gone = Este e-mail não está mais com problemas.
queue-mail-drop-title = Descartar este e-mail?
queue-mail-drop-now = Ele nunca será enviado. Isto não pode ser desfeito.
queue-mail-drop-why = Quem espera por ele espera em vão e terá de pedi-lo de novo.
queue-mail-dropped = O e-mail foi descartado.
queue-mail-pledge = Confirmação de uma assinatura
queue-mail-guest = Confirmação de presença em um evento
queue-mail-subscription = Confirmação do boletim
queue-mail-letter-check = Confirmação de uma carta
queue-mail-letter = Carta a quem decide
queue-mail-newsletter = Boletim
queue-mail-test = Teste do servidor de e-mail
