refusal-role-draft = Votre rôle ne vous permet pas d’écrire des brouillons.
refusal-role-approve = Votre rôle ne vous permet ni d’approuver ni de publier. Les porte-parole et les responsables le font.
refusal-role-admit = Votre rôle ne vous permet pas de dire qui devient membre.
refusal-role-invite = Votre rôle ne vous permet pas d’inviter une personne dans ce rôle : { $role }.
refusal-role-decide = Votre rôle ne vous permet pas de décider au sujet de { $name }.
refusal-role-owner = Seule une personne responsable dit le rôle des autres.
