# A quién sigue la coalición, qué difunde y qué responde.
following-title = Siguiendo
following-follow = Seguir a alguien
following-whom = A quién
following-whom-hint = Como @nombre@servidor.example, o la dirección de su página.
following-do-follow = Seguir
following-of = { $name } sigue a
following-nobody = Todavía a nadie.
following-asked = Solicitado, sin respuesta aún
following-do-unfollow = Dejar de seguir
following-boost = Difundir una publicación
following-post = Dirección de la publicación
following-post-hint = Empieza por https://. Cópiala del navegador.
following-do-boost = Difundir
following-boosted = Difundido
following-do-unboost = Deshacer
following-answer = Responder a una publicación
following-text = La respuesta
following-do-answer = Responder en público
following-hand-in-hint = Otras personas la aprueban antes de que salga.
following-do-hand-in = Entregar para revisión
following-answers = Responde a
following-fault-nothing = No hay nada en esa dirección, o no es para todo el mundo.
following-fault-unreached = El otro servidor no respondió. Inténtalo más tarde.
following-fault-empty = Escribe la respuesta.
following-boost-hint =
    { $count ->
        [0] Aún no llega a nadie: ningún otro servidor sigue.
        [one] Llega a { $count } servidor.
       *[other] Llega a { $count } servidores.
    }
following-answer-hint =
    { $count ->
        [0] Ningún otro servidor sigue; la recibe la persona a quien respondes, y no se puede revocar.
        [one] Llega a { $count } servidor y a quien respondes, y no se puede revocar.
       *[other] Llega a { $count } servidores y a quien respondes, y no se puede revocar.
    }
following-done-followed = La coalición ya sigue esa cuenta.
following-done-asked = Se ha solicitado. Se seguirá cuando acepte.
following-done-unfollowed = La coalición ya no sigue esa cuenta.
following-done-boosted = Está difundido.
following-done-unboosted = Ya no está difundido.
following-done-answered = La respuesta está publicada.
