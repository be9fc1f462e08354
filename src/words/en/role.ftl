# What somebody is here. Each stands alone and inside sentences, after "as" or "of".
role-member = member
role-moderator = moderator
role-editor = editor
role-spokesperson = spokesperson
role-owner = owner
