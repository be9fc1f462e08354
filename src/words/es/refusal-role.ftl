refusal-role-draft = Tu papel no te permite escribir borradores.
refusal-role-approve = Tu papel no te permite aprobar ni publicar. Lo hacen portavoces y responsables.
refusal-role-admit = Tu papel no te permite decidir quién entra.
refusal-role-invite = Tu papel no te permite invitar a alguien con este papel: { $role }.
refusal-role-decide = Tu papel no te permite decidir sobre { $name }.
refusal-role-owner = Solo quien es responsable dice qué papel tienen los demás.
