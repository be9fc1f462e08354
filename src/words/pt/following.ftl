# Quem a coalizão segue, o que repassa e o que responde.
following-title = Seguindo
following-follow = Seguir alguém
following-whom = Quem
following-whom-hint = Como @nome@servidor.example, ou o endereço da página.
following-do-follow = Seguir
following-of = { $name } segue
following-nobody = Ninguém ainda.
following-asked = Pedido, sem resposta ainda
following-do-unfollow = Deixar de seguir
following-boost = Repassar uma publicação
following-post = Endereço da publicação
following-post-hint = Começa com https://. Copie do navegador.
following-do-boost = Repassar
following-boosted = Repassado
following-do-unboost = Desfazer
following-answer = Responder a uma publicação
following-text = A resposta
following-do-answer = Responder em público
following-hand-in-hint = Outras pessoas a aprovam antes de sair.
following-do-hand-in = Entregar para revisão
following-answers = Responde a
following-fault-nothing = Não há nada nesse endereço, ou não para todo mundo.
following-fault-unreached = O outro servidor não respondeu. Tente mais tarde.
following-fault-empty = Escreva a resposta.
following-boost-hint =
    { $count ->
        [0] Ainda não vai a ninguém: nenhum outro servidor segue.
        [one] Vai para { $count } servidor.
       *[other] Vai para { $count } servidores.
    }
following-answer-hint =
    { $count ->
        [0] Nenhum outro servidor segue; quem recebe a resposta é quem escreveu, e ela não pode ser chamada de volta.
        [one] Vai para { $count } servidor e para quem escreveu, e não pode ser chamada de volta.
       *[other] Vai para { $count } servidores e para quem escreveu, e não pode ser chamada de volta.
    }
following-done-followed = A coalizão segue essa conta.
following-done-asked = Foi pedido. Passa a seguir quando aceitarem.
following-done-unfollowed = A coalizão não segue mais essa conta.
following-done-boosted = Foi repassado.
following-done-unboosted = Não está mais repassado.
following-done-answered = A resposta está publicada.
