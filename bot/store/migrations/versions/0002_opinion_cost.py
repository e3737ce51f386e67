"""What an opinion did cost: each claim's part of the calls that judged it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what earlier opinions did cost is not known."""
    op.add_column("opinion", sa.Column("cost_usd", sa.Float(), nullable=True))
