account-you = Você é { $name }, com o papel de { $role } em { $coalition }.
account-moving = Levar o que você segue e as suas listas, trazê-los para cá ou mudar-se
account-no-password = Você ainda não tem senha: entra por links que alguém cria para você.
account-password = Sua senha
account-present-password = Sua senha atual
account-new-password = Nova senha
account-password-effect = Uma nova senha encerra a sua sessão em todos os outros dispositivos e em todos os aplicativos.
account-change-password = Mudar a senha
account-set-password = Definir a senha
account-second-step = Segunda etapa
account-authenticator-on = Quando você entra com a senha, também é pedido um código do seu autenticador.
account-codes-left =
    { $count ->
        [one] Resta { $count } código de recuperação.
       *[other] Restam { $count } códigos de recuperação.
    }
account-authenticator-why = Um autenticador é um aplicativo no seu celular que mostra um novo código a cada 30 segundos. Com ele, uma senha roubada sozinha não abre nada.
account-new-codes = Criar novos códigos de recuperação
account-turn-off = Desativar
account-turn-on = Ativar
account-set-up = Configurar um autenticador
account-sessions = Onde a sua sessão está aberta
account-sessions-known = Sabemos quando uma sessão foi aberta, e nada sobre o dispositivo ou o lugar.
account-this-device = Este dispositivo.
account-by-link = Desde { $since }, por link. Termina em { $until }.
account-by-password = Desde { $since }, com senha. Termina em { $until }.
account-end = Encerrar
account-since = (desde { $when })
account-end-others = Sair de todos os outros lugares
account-authenticator-how = Abra o seu autenticador, adicione uma conta manualmente e digite esta chave. Ou abra o endereço abaixo no dispositivo onde está o autenticador.
account-key = Chave
account-address = Endereço
account-authenticator-effect = Nada muda antes que o código esteja certo. Depois a sua sessão é encerrada em todos os outros dispositivos e em todos os aplicativos.
account-code-hint = Os seis dígitos que o seu autenticador mostra agora
account-not-now = Agora não
account-codes-title = Códigos de recuperação
account-codes-heading = Seus códigos de recuperação
account-codes-how = Cada um permite entrar uma vez no lugar de um código, caso você perca o autenticador. Anote-os e guarde-os onde ninguém olhe: eles só são mostrados agora.
account-codes = Códigos
account-codes-done = Já anotei
account-done-password = Sua senha foi mudada. Sua sessão foi encerrada em todos os outros lugares.
account-done-off = O autenticador está desativado. Só a senha basta para entrar.
account-done-ended = Pronto. O que foi encerrado não pode mais ser usado.
account-not-yours = Esta não é a sua senha. Digite aquela com que você entra.
account-fault-password-blank = Digite a nova senha.
