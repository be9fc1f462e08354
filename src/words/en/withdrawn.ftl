# The page that stays when a statement was withdrawn.
withdrawn-title = Withdrawn statement
withdrawn-heading = This statement was withdrawn
withdrawn-by = { $coalition } took it back on { $when }.
withdrawn-published = It had been published on { $when }.
withdrawn-copies = Copies may still be found elsewhere. { $coalition } no longer stands behind them.
withdrawn-others = <a>Read the other statements</a>
