poll-title = Assine: { $name }
poll-option-named = Assino, com meu nome
poll-option-hidden = Assino, sem meu nome
poll-vote-here = Vote nesta enquete e você terá assinado. Seu voto conta uma vez.
poll-who-sees = Seu nome aparece na página da campanha só se você escolher. Ninguém fica sabendo quem votou; só quem cuida do seu servidor e do nosso poderia ver.
poll-heading = Assinar pelo Mastodon
poll-hint = Vote numa publicação da campanha com a conta que você tem, e terá assinado. Diga onde está sua conta e mostramos o caminho.
poll-post = A publicação em que se vota
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
