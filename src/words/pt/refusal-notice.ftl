# What is refused about notices.
refusal-notice-empty = Escreva o que você quer dizer aos seus membros.
refusal-notice-long = Encurte o aviso para { $count } caracteres ou menos.
refusal-notice-backwards = O último dia vem antes do primeiro.
refusal-notice-past = O último dia já passou. Escolha um que ainda esteja por vir.
refusal-notice-no-sign = Reaja com um só emoji.
refusal-notice-many-kinds = Já há { $count } tipos de reações. Escolha um deles.
