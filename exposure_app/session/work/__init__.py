"""How hard an audit works, and what it leaves in the ledger."""
