exchange-title = Chamados e ideias
exchange-lead = O que pedem as coalizões que trabalham com { $name }, e o que funcionou para elas.
exchange-none = Não há chamado aberto.
exchange-all = Mostrar tudo
exchange-kinds = Tipos
exchange-kind-legal-aid = Ajuda jurídica
exchange-kind-translation = Tradução
exchange-kind-witnesses = Testemunhas e observação
exchange-kind-mirror = Hospedar uma cópia
exchange-kind-funds = Dinheiro
exchange-kind-other = Outra coisa
exchange-kind-idea = Uma ideia que funcionou
exchange-state-open = Aberto
exchange-state-answered = Respondido
exchange-state-closed = Encerrado
exchange-by = De { $name }
exchange-until = Até { $name }
exchange-languages = Respostas em:
exchange-adopted = { $count ->
    [one] Adotada uma vez
   *[other] Adotada { $count } vezes
}
exchange-desk-title = Intercâmbio
exchange-desk-lead = Chamados e ideias que chegaram a você, e os seus.
exchange-open-calls = Chamados que chegaram a você
exchange-own-calls = Os seus
exchange-no-own = Você não publicou nenhum.
exchange-new = Publicar um chamado ou uma ideia
exchange-new-kind = Para quê
exchange-new-title = Título
exchange-new-text = Texto
exchange-new-text-hint = Markdown. Não escreva o que ponha alguém em perigo.
exchange-new-language = Idioma do texto
exchange-new-sectors = Áreas de trabalho
exchange-new-languages = Idiomas em que você entende uma resposta
exchange-new-languages-hint = Códigos separados por vírgulas, como en, es
exchange-new-until = Último dia
exchange-new-until-hint = Como 2027-03-01. Pode ficar vazio.
exchange-new-no-language = Escolha o idioma do texto.
exchange-new-no-day = Escreva o dia como 2027-03-01, ou deixe vazio.
exchange-new-not-language = “{ $name }” não é um idioma. Escreva en, es, pt-BR.
exchange-new-no-title = Dê um título.
exchange-new-readers = Quem pode ler
exchange-new-everybody = Todo mundo
exchange-new-partners = Só quem segue e parceiras
exchange-new-consequence = Vai para todas as pessoas que seguem a coalizão e para cada parceira do diretório. Não pode ser chamado de volta.
exchange-publish = Publicar
exchange-read = Ler onde foi publicado
exchange-messages = Mensagens
exchange-no-message = Ainda não há mensagem.
exchange-private = Só a sua coalizão e a deles podem ler isto.
exchange-answer = Responder
exchange-answer-text = Sua resposta
exchange-answer-hint = Só a coalizão a quem você responde pode ler, e quem administra o servidor dela.
exchange-answer-send = Enviar em particular
exchange-settle = Em que ponto está
exchange-mark-answered = Foi respondido
exchange-mark-closed = Encerrar
exchange-mark-open = Pede de novo
exchange-adopt = Adotar
exchange-adopt-handle = Identificador da nova campanha
exchange-adopt-handle-hint = Letras minúsculas, dígitos, _ e -, como em rio-limpo
exchange-adopt-words = Uma palavra a quem teve a ideia
exchange-adopt-what-happens = Ela se torna aqui o rascunho de uma campanha que nomeia a sua fonte. A coalizão de origem é avisada em particular.
exchange-adopt-button = Fazer um rascunho
exchange-took-it-up = adotou a sua ideia
exchange-done-published = Publicado.
exchange-done-answered = Enviado. Só essa coalizão pode ler.
exchange-done-settled = Salvo. Todas que o receberam são avisadas.
exchange-done-adopted = O rascunho está escrito. Ninguém de fora pode vê-lo.
exchange-inspired = A partir de uma ideia de { $name }:
exchange-card-open = { $count ->
    [0] Nenhum chamado aberto
    [one] { $count } chamado ou ideia em aberto
   *[other] { $count } chamados e ideias em aberto
}
