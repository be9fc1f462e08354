# The last look before a statement is taken back.
withdraw-title = Withdraw: { $name }
withdraw-heading = Withdraw this statement?
withdraw-read = Read it
withdraw-servers =
    { $count ->
        [0] It disappears from the public page and cannot be brought back.
        [one] We ask { $count } server to delete it. This cannot be undone.
       *[other] We ask { $count } servers to delete it. This cannot be undone.
    }
withdraw-copies = Most servers delete it, but nobody can make sure that every copy is gone. Its address will say that it was withdrawn, and when.
withdraw-do = Withdraw it
withdraw-keep = Keep it
