error-nothing-done = Nada foi salvo, alterado ou enviado.
error-refused = Isso não pode ser feito
error-bad-request = Não entendemos isso
error-bad-request-happened = Seu navegador enviou algo que esta página não pode usar. Pode faltar parte de um link ou formulário.
error-bad-request-advice = Volte, carregue a página de novo e tente outra vez.
error-forbidden = Você não pode abrir esta página
error-forbidden-happened = Você não entrou, a sua sessão terminou, ou o seu papel não inclui isto.
error-forbidden-advice = Entre com o seu nome e a sua senha, ou peça um link de entrada a uma pessoa responsável desta coalizão.
error-not-found = Não encontramos essa página
error-not-found-happened = O endereço pode estar errado ou cortado, ou nunca houve uma página aqui.
error-not-found-safe = Os comunicados públicos estão onde estavam.
error-not-found-advice = Confira o endereço, ou procure entre os comunicados.
error-gone = Esta página foi retirada
error-gone-happened = Havia uma página aqui. Ela foi retirada e não voltará.
error-gone-safe = Todo o resto está onde estava.
error-gone-advice = Procure palavras mais recentes entre os comunicados.
error-too-large = Era grande demais
error-too-large-happened = O texto ou arquivo é maior do que este servidor aceita de uma vez.
error-too-large-safe = Nada foi salvo, alterado ou enviado. O que você escreveu continua no seu navegador.
error-too-large-advice = Volte, deixe mais curto ou menor e envie de novo.
error-too-many = Tentativas demais
error-too-many-happened = Este servidor recebeu em pouco tempo mais pedidos do que responde.
error-too-many-safe = O último não salvou, alterou nem enviou nada.
error-too-many-advice = Espere um pouco e tente outra vez.
error-internal = Algo deu errado aqui
error-internal-happened = A falha é nossa. Ela foi escrita no registro deste servidor.
error-internal-safe = Uma alteração é salva inteira ou não é salva. Nada fica pela metade.
error-internal-advice = Antes de enviar algo de novo, veja se já está lá.
error-unavailable = Não podemos responder agora
error-unavailable-happened = Este servidor está iniciando, em manutenção ou com trabalho demais.
error-unavailable-safe = O que já estava salvo está seguro. O último pedido não foi aceito.
error-unavailable-advice = Espere alguns minutos e carregue esta página de novo.
error-wait-seconds =
    { $count ->
        [one] Você pode tentar de novo em <strong>{ $count } segundo</strong>.
       *[other] Você pode tentar de novo em <strong>{ $count } segundos</strong>.
    }
error-wait-minutes =
    { $count ->
        [one] Você pode tentar de novo em <strong>{ $count } minuto</strong>.
       *[other] Você pode tentar de novo em <strong>{ $count } minutos</strong>.
    }
error-wait-hours =
    { $count ->
        [one] Você pode tentar de novo em <strong>{ $count } hora</strong>.
       *[other] Você pode tentar de novo em <strong>{ $count } horas</strong>.
    }
error-reference = Se relatar isto, informe o número { $number }
