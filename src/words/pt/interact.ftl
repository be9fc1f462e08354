interact-heading = Compartilhar, impulsionar ou responder
interact-title = Compartilhar, impulsionar ou responder: { $name }
interact-at-home = Você faz isso no seu próprio servidor, com a conta que tem lá.
interact-way = Diga-nos onde está a sua conta. Mostramos o caminho até este comunicado no seu servidor.
interact-there = Lá você pode compartilhar, impulsionar ou responder este comunicado com a sua própria conta: { $title }
