# What a role does not include.
refusal-role-draft = Your role does not let you write drafts.
refusal-role-approve = Your role does not let you approve or publish. Spokespeople and owners do.
refusal-role-admit = Your role does not let you say who becomes a member.
refusal-role-invite = Your role does not let you invite a new { $role }.
refusal-role-decide = Your role does not let you decide about { $name }.
refusal-role-owner = Only an owner says what others are.
