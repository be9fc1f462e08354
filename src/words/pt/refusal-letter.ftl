refusal-letter-not-addressed = A campanha não se dirige a “{ $name }”. Ela se dirige a: { $list }.
refusal-letter-language = O idioma da carta não existe; escreva en, es, pt-BR.
refusal-letter-per-hour = Em uma hora podem sair de 1 a 600 cartas.
refusal-letter-zone = “{ $name }” não é um fuso horário; escreva um como Asia/Manila ou Europe/Budapest.
refusal-letter-days = Escolha pelo menos um dia útil.
refusal-letter-hours = O expediente começa antes de terminar, no mesmo dia, e dura uma hora ou mais.
