share-standing = { $count ->
    [one] pessoa a apoia
   *[other] pessoas a apoiam
}
share-standing-goal = { $count ->
    [one] pessoa a apoia. A próxima meta: { $goal }
   *[other] pessoas a apoiam. A próxima meta: { $goal }
}
share-label = { $name }: { $number } { $words }
share-take-part = Participar
share-title = Passe adiante
share-title-of = Passe adiante: { $name }
share-address = O endereço
share-handle = No Mastodon e em redes parecidas: <strong>{ $name }</strong>
share-site = No seu próprio site
share-lines = Copie uma destas linhas na sua página. Cada uma mostra o número atual, não carrega nada além de si, não executa scripts e não nos diz nada sobre quem lê você.
share-badge = Um selo
share-badge-alt = O selo desta campanha
share-counter = Um contador
share-counter-alt = O contador desta campanha
share-frame = Uma página pequena em uma moldura
share-picture = Uma imagem para cartazes e publicações
share-picture-link = O cartão desta campanha em PNG, 1200 por 630 pixels
share-programs = Para programas
share-atom = Feed Atom
share-json = Feed JSON
share-about = cerca de { $number }
