refusal-call-past = O chamado terminaria antes de começar. Escolha um dia que ainda virá.
refusal-call-many = Um chamado pode ter no máximo { $count }: { $what }.
refusal-call-over = O chamado está encerrado e não aceita mais respostas.
refusal-call-closed = O chamado está encerrado. Publique um novo.
refusal-call-no-idea = Só uma ideia pode ser adotada. Responda ao chamado.
refusal-call-own-call = É o seu próprio chamado. Responda a uma mensagem abaixo dele.
refusal-call-own-message = É a sua própria mensagem. Responda ao que escreveram.
refusal-call-empty = Escreva a sua resposta.
