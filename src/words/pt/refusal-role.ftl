refusal-role-draft = O seu papel não permite escrever rascunhos.
refusal-role-approve = O seu papel não permite aprovar nem publicar. Porta-vozes e responsáveis fazem isso.
refusal-role-admit = O seu papel não permite dizer quem se torna membro.
refusal-role-invite = O seu papel não permite convidar alguém com este papel: { $role }.
refusal-role-decide = O seu papel não permite decidir sobre { $name }.
refusal-role-owner = Só uma pessoa responsável diz o papel das outras.
