"""Keeps the homes of outlets in step with the votes of their articles."""

from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse


def find_homes(warehouse: Warehouse) -> None:
    """Compute anew the homes of the outlets whose votes have changed."""
    changed = read_sql(__package__, "changed_outlets.sql")
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE changed_outlets AS {changed}")
    if not warehouse.value("SELECT count(*) FROM changed_outlets"):
        return
    with warehouse.transaction():
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE found_homes AS {read_sql(__package__, 'outlet_homes.sql')}")
        warehouse.execute("DELETE FROM outlet_homes WHERE outlet_domain IN (SELECT outlet_domain FROM changed_outlets)")
        warehouse.execute("INSERT INTO outlet_homes BY NAME FROM found_homes")
