poll-title = Assine: { $name }
poll-option-named = Assino, com meu nome
poll-option-hidden = Assino, sem meu nome
poll-vote-here = Vote nesta enquete e você terá assinado. Seu voto conta uma vez.
poll-who-sees = Seu nome aparece na página da campanha só se você escolher. Ninguém fica sabendo quem votou; só quem cuida do seu servidor e do nosso poderia ver.
poll-heading = Assinar pelo Mastodon
poll-hint = Vote numa publicação da campanha com a conta que você tem, e terá assinado. Diga onde está sua conta e mostramos o caminho.
poll-post = A publicação em que se vota
poll-shown = A enquete
poll-several = Você pode escolher mais de uma opção.
poll-votes = { $count ->
    [one] { $count } voto, { $percent } %
   *[other] { $count } votos, { $percent } %
}
poll-voters = { $count ->
    [0] Ninguém votou ainda.
    [one] { $count } pessoa votou.
   *[other] { $count } pessoas votaram.
}
poll-counts-later = O que escolheram é mostrado no fim.
poll-until = Aberta até { $when }.
poll-ended = Terminou: { $when }.
poll-over = Já terminou.
poll-signs = Quem vota aqui assina a campanha <a>{ $campaign }</a>.
poll-vote = Votar a partir do seu servidor
poll-vote-how = Vote com a conta que você tem, no Mastodon ou em outro servidor. Diga onde ela está, e mostramos o caminho. Ou procure lá este endereço:
poll-desk = Assinaturas de outros servidores
poll-desk-signed =
    { $count ->
        [0] Ninguém assinou na enquete ainda.
        [one] Uma pessoa assinou na enquete.
       *[other] { $count } pessoas assinaram na enquete.
    }
poll-desk-closed = A enquete está encerrada.
poll-desk-none = Quem tem conta em outro servidor pode assinar votando numa publicação da campanha. Ela ainda não existe.
poll-desk-ask = Publicar a enquete
poll-desk-ask-hint = Chega a todas as pessoas que seguem a campanha e termina com ela.
poll-desk-asked = A enquete foi publicada.
