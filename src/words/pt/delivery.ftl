delivery-title = Entrega: { $name }
delivery-heading = Entrega
delivery-back = Voltar à redação
delivery-none = Não havia outro servidor para o qual entregar.
delivery-delivered = Entregues
delivery-waiting = Esperando
delivery-refused = Recusados
delivery-outcome = Entregues: { $delivered }; esperando: { $waiting }; recusados: { $refused }
delivery-progress =
    { $count ->
        [one] Entregue a { $done } de { $count } servidor
       *[other] Entregue a { $done } de { $count } servidores
    }
delivery-counted = Contado em { $when }
delivery-count-again = Contar de novo
delivery-missing = Servidores que não o têm
delivery-server = Servidor
delivery-happened = O que aconteceu
delivery-next = Próxima tentativa
delivery-tries =
    { $count ->
        [one] ({ $count } tentativa)
       *[other] ({ $count } tentativas)
    }
delivery-no-more = Nenhuma mais
delivery-more = E mais { $count }.
delivery-again = Os servidores que esperam são tentados de novo durante 7 dias, com pausas cada vez maiores.
delivery-why-gone = A caixa de entrada de lá não existe mais
delivery-why-expired = Não foi alcançado durante 7 dias
delivery-why-dropped = Foi tirado da lista aqui
delivery-why-not-yet = Ainda não chegou a vez dele
delivery-why-unreached = Não pôde ser alcançado
delivery-why-not-accepted = Não aceita mensagens desta coalizão
delivery-why-too-long = O comunicado é longo demais para ele
delivery-why-wait = Pediu que esperássemos
delivery-why-fault = Está com uma falha própria
delivery-why-refused = Recusou o comunicado
delivery-answer = { $why }, resposta { $status }
