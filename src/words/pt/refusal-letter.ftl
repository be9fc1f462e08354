refusal-letter-not-addressed = A campanha não se dirige a “{ $name }”. Ela se dirige a: { $list }.
refusal-letter-language = O idioma da carta não existe; escreva en, es, pt-BR.
refusal-letter-no-campaign = Escolha uma das nossas campanhas que não tenha acabado.
refusal-letter-per-hour = Em uma hora podem sair de 1 a 600 cartas.
refusal-letter-zone = “{ $name }” não é um fuso horário; escreva um como Asia/Manila ou Europe/Budapest.
refusal-letter-days = Escreva os dias úteis como números de 1, segunda, a 7, separados por vírgulas; pelo menos um.
refusal-letter-hours = O expediente começa antes de terminar, no mesmo dia, e dura uma hora ou mais.
