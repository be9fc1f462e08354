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
