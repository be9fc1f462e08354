pledge-standing = { $count ->
    [one] { $count } pessoa apoia isto
   *[other] { $count } pessoas apoiam isto
}
pledge-goal = Próxima meta: { $count }
pledge-others = { $count ->
    [one] e mais { $count }
   *[other] e mais { $count }
}
pledge-standing-about = { $count ->
    [one] Cerca de { $count } pessoa apoia isto
   *[other] Cerca de { $count } pessoas apoiam isto
}
pledge-others-about = { $count ->
    [one] e cerca de mais { $count }
   *[other] e cerca de mais { $count }
}
pledge-heading = Assine
pledge-hint = Não é preciso ter conta. Você recebe um e-mail com um link, e sua assinatura só conta quando você o abre.
pledge-name = Seu nome
pledge-mail = Seu e-mail
pledge-mail-hint = Para o link de confirmação. Nunca é mostrado.
pledge-own-signed = Você assinou
pledge-own-hint = Sua sessão está aberta, por isso basta um toque: sua assinatura conta na hora.
pledge-shown = O que os outros podem ver do seu nome?
pledge-shown-hidden = Nada: só quero contar
pledge-shown-initials = As iniciais
pledge-shown-name = Meu nome
pledge-place = Onde você está
pledge-optional = Pode ficar vazio.
pledge-comment = Por que você assina
pledge-comment-hint = Pode ficar vazio. Não é mostrado.
pledge-trap = Deixe isto vazio
pledge-consent = Apoio isto e aceito que { $name } guarde minha assinatura até que eu a apague.
pledge-send = Assinar
pledge-privacy-sealed = O que você escreve é selado na hora, de modo que este servidor não consegue ler de novo. Só { $name } consegue, com uma chave guardada em outro lugar. O e-mail traz um link que apaga tudo.
pledge-privacy = Seu endereço não é guardado: só uma impressão dele, para que você conte uma vez. Do seu nome só se guarda o que você permite acima. O e-mail traz um link que apaga tudo.
pledge-name-missing = Escreva seu nome
pledge-name-long = Seu nome é longo demais. Encurte
pledge-place-long = O lugar é longo demais. Encurte
pledge-comment-long = Isto é longo demais. Encurte para 500 caracteres
pledge-mail-wrong = Este não é um endereço para o qual se possa escrever. Ele tem a forma nome@example.org
pledge-shown-missing = Escolha o que os outros podem ver do seu nome
pledge-consent-missing = Marque que você concorda. Sem isso nada é guardado
pledge-wait-title = Muita gente assina neste momento
pledge-wait = Espere cinco segundos e aperte o botão. O que você escreveu não se perde.
pledge-wait-button = Assinar
pledge-wait-privacy = Nada do que você escreveu é guardado aqui antes de apertar.
pledge-asked-title = Olhe sua caixa de entrada
pledge-asked = Se este endereço puder receber e-mail, terá um nosso em alguns minutos. Abra o link: só então sua assinatura conta. Senão, ela é apagada depois de dois dias.
pledge-asked-junk = Não chegou nada? Olhe na pasta de spam e tente de novo.
pledge-confirm-title = Confirme sua assinatura
pledge-confirm = Você apoia “{ $name }”?
pledge-confirm-button = Sim, conte comigo
pledge-confirm-not-you = Se não foi você quem assinou, feche esta página. Tudo será apagado.
pledge-counts-title = Obrigado. Sua assinatura conta
pledge-counts = Agora você apoia <a>{ $name }</a>.
pledge-counts-share = <a>Passe adiante</a>: cada pessoa traz outra.
pledge-counts-erase = Você pode <a>retirá-la</a> quando quiser.
pledge-erase-title = Retirar sua assinatura?
pledge-erase = Ela deixa de contar, e nada do que você escreveu é guardado.
pledge-erase-button = Apagar minha assinatura
pledge-erased-title = Sua assinatura foi apagada
pledge-erased = Nada dela é mais guardado aqui.
pledge-stale-title = Este link não funciona mais
pledge-stale = É antigo demais, já foi usado ou chegou cortado. Nada foi mudado. Se você confirmou, sua assinatura conta.
pledge-over-title = Ninguém pode assinar aqui agora
pledge-over = Esta campanha não recebe assinaturas por este formulário neste momento. Nada foi contado, e nada do que você escreveu é guardado.
pledge-full-title = Gente demais assina neste momento
pledge-full = Nada do que você escreveu foi guardado. Volte em uma hora, ou assine pelo Mastodon se tiver conta lá.
pledge-mail-subject = { $name }: confirme sua assinatura
pledge-mail-asked = Alguém, tomara que você, assinou “{ $name }” com este endereço.
pledge-mail-shown = Os outros verão: { $name }
pledge-mail-hidden = Seu nome não é mostrado a ninguém.
pledge-mail-confirm = Abra isto para confirmar, em até dois dias:
pledge-mail-erase = Para retirá-la e apagar tudo, agora ou depois, abra:
pledge-mail-not-you = Se não foi você, não faça nada. Não conta, e é apagada depois de dois dias.
pledge-mail-twice-subject = { $name }: você já assinou
pledge-mail-twice = Você já assinou “{ $name }”. Você conta uma vez, e nada foi mudado.
pledge-desk-title = Assinaturas
pledge-desk-none = Ainda não há nenhuma campanha que se possa assinar.
pledge-desk-numbers-only = Só números: ninguém aqui pode ver quem assinou.
pledge-desk-campaign = Campanha
pledge-desk-all = Todas
pledge-desk-form = Por formulário
pledge-desk-fediverse = De outros servidores
pledge-desk-members = Membros
pledge-desk-elsewhere = Em parceiras
pledge-desk-export = Retirar (seladas)
pledge-desk-key-title = A chave com que as assinaturas são seladas
pledge-desk-key-none = Ainda não há nenhuma. Até lá, do que escrevem os signatários só se guarda o nome que querem mostrar.
pledge-desk-key-is = As assinaturas são seladas com esta chave. Só quem tem a outra metade pode lê-las:
pledge-desk-key-how = Faça um par de chaves em outra máquina, com “antiphon pledge key new” ou “age-keygen”, e ponha aqui só a linha pública. Guarde a metade privada longe deste servidor, com uma cópia em outro lugar.
pledge-desk-key = A chave pública
pledge-desk-key-hint = Uma linha que começa com age1
pledge-desk-key-save = Selar com esta chave a partir de agora
pledge-desk-key-saved = As assinaturas são seladas com esta chave a partir de agora. As anteriores continuam seladas com a chave do seu tempo.
pledge-names-title = Nomes que são mostrados
pledge-names-lead = Qualquer pessoa os lê na campanha. Tire o que não deve estar ali, como um insulto: a assinatura continua contando, e quem assinou não é avisado.
pledge-names-none = Nenhum nome é mostrado aqui.
pledge-names-hide = Ocultar este nome
pledge-names-hidden = O nome não é mais mostrado. A assinatura conta como antes.
pledge-names-pages = Mais nomes
pledge-names-newer = Os nomes mais recentes
pledge-names-older = Nomes mais antigos
