# Vir a um evento sem ter conta.
guest-heading = Diga que você vem
guest-hint = Não é preciso ter conta. Você recebe um e-mail com um link, e só conta quando o abre.
guest-answer = Você vem?
guest-answer-yes = Sim
guest-answer-maybe = Talvez
guest-people = Quantas pessoas
guest-people-hint = Contando você. Um número de 1 a 10.
guest-send = Enviar
guest-privacy = Seu endereço não é guardado: só uma impressão dele, para que você conte uma vez, apagada 30 dias depois do evento. Por isso não podemos lembrar você. O e-mail traz um link que retira sua resposta.
guest-people-wrong = Diga quantas pessoas vêm: um número de 1 a 10
guest-answer-missing = Escolha se você vem ou talvez venha
guest-wait-title = Muita gente responde neste momento
guest-asked = Se este endereço puder receber e-mail, terá um nosso em alguns minutos. Abra o link: só então você conta. Senão, sua resposta é apagada depois de dois dias.
guest-said-yes = { $count ->
    [one] { $count } pessoa vem a “{ $name }”.
   *[other] { $count } pessoas vêm a “{ $name }”.
}
guest-said-maybe = { $count ->
    [one] Talvez { $count } pessoa venha a “{ $name }”.
   *[other] Talvez { $count } pessoas venham a “{ $name }”.
}
guest-confirm-title = Confirme sua resposta
guest-confirm-button = Sim, pode contar
guest-confirm-not-you = Se não foi você quem respondeu, feche esta página. Tudo será apagado.
guest-counts-title = Obrigado. Sua resposta conta
guest-counts = Sua resposta conta para <a>{ $name }</a>.
guest-counts-calendar = <a>Ponha no seu calendário</a>. Não temos nenhum endereço para lembrar você.
guest-counts-erase = Você pode <a>retirá-la</a> quando quiser.
guest-erase-title = Retirar sua resposta?
guest-erase = Ela deixa de contar, e nada dela é guardado.
guest-erase-button = Retirar minha resposta
guest-erased-title = Sua resposta foi retirada
guest-erased = Nada dela é mais guardado aqui.
guest-stale = É antigo demais, já foi usado ou chegou cortado. Nada foi mudado. Se você confirmou, sua resposta conta.
guest-over-title = Ninguém pode responder aqui no momento
guest-over = O evento já passou ou foi cancelado, ou este servidor não envia e-mail. Nada foi contado, e nada do que você escreveu é guardado.
guest-full-title = Gente demais responde neste momento
guest-full = Nada do que você escreveu foi guardado. Volte daqui a uma hora.
guest-mail-subject = { $name }: confirme sua resposta
guest-mail-asked = Alguém, tomara que você, respondeu com este endereço:
guest-mail-confirm = Abra isto para confirmar, em até dois dias. Toma o lugar do que você confirmou antes:
guest-mail-calendar = O evento para o seu calendário:
guest-mail-erase = Para retirar sua resposta, agora ou depois, abra:
guest-mail-not-you = Se não foi você, não faça nada. Ela não conta, e é apagada depois de dois dias.
